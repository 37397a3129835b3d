// Somebody tied relationships of their own to this actor: the node stays for them, no longer ours.
UNWIND $ids AS id
MATCH (a:GraphkitActor {id: id})
REMOVE a:GraphkitActor:Actor:Country:Organization:Government:Military:Group:Person:Place:Other,
       a.forms, a.form_counts, a.keys, a.folded, a.says
