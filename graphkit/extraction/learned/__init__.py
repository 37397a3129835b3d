"""What has been learnt from whole documents: which pairs of mentions stand in which relation."""
