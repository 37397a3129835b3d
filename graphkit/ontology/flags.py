"""What extraction asks of a relation, beside its triggers: flags that a relation has in YAML.

A flag stands in `relations.yaml` with the relation (`flags`), or with its PLOVER type (`types`) for
all relations of that type; a user's new relation gets those of its type, too.
"""

from __future__ import annotations

FLAGS: dict[str, str] = {
    "placed": 'is done to whoever is at a place: "attacked a town in Syria"',
    "town": "is done to a town itself, not to its country where it is a capital",
    "of-places": "a place can be its other actor, as a place",
    "seat": 'a seat of government stands there for who sits in it: "visited Washington"',
    "official": 'where nobody else is said to do it, whoever rules the place: "arrested in Rwanda"',
    "sayable": 'is done by saying so, to the one addressed: "wrote to him to express support"',
    "strict": "has its other actor in its own slots only",
    "accusing": "accuses: a denial later in the text answers it, and who accuses is remembered",
    "denying": 'answers an accusation, whose author is its target: "denied the allegations"',
    "mediating": 'is between the parties of a conflict: "to settle the dispute"',
    "moving": 'is to move somebody: "unless the government pays more"',
    "one-sided": "is never between the subjects of one verb",
    "blaming": 'blames nobody by a clause that is negated: "claimed that X did not"',
    "occasion": 'is done by the subject on its occasion: "after a meeting with Y, X thanked Z"',
    "walkout": 'is done by workers to whom they work for, and by a deed: "in protest at"',
    "never-own": 'nobody does it to what is only his own: "refused to withdraw his police"',
    "never-own-country": "nobody who speaks for a country does it to that country",
    "at-home": "can be done at a place of one's own country",
    "own-army": "can be done to one's own army",
    "performed": 'is done by saying that one wants to: "I want to thank you"',
    "asking": 'is told as itself when it is to come: "will ask Iran to leave"',
    "violent": "is done with weapons, which are nobody",
    "sending": "sends what its object names, which is not whom it is done to",
    "judging": "judges or answers what somebody did: not whom that was done to",
    "wanting": "wants, hails or refuses what the noun names that its trigger asks for",
    "harmful": 'its nouns name who suffers it after "of" or "against": "the invasion of Iraq"',
    "taking": 'its nouns name him as a possessor, too: "X\'s arrest"',
    "office": "is an office or a membership: by title, of a country or a body",
    "leading": 'leads: not the country of "Iranian commander" or "opposition leader"',
    "citizen": "is of a country for its citizens only",
    "never-in-names": 'no noun inside a name tells it: "Korean Central News Agency"',
}
"""Flag to what it says of a relation."""
