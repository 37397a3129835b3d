"""What the corpora say arrives as labels, and what they do not say is not made up."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support import shared
from training.corpora import read_conllu, read_crossner, read_re3d

GUM = """# newdoc id = a
# newpar
1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-organization-new-cf1-3-sgl
2\tEuropean\tEuropean\tADJ\tNNP\t_\t3\tamod\t_\t_
3\tUnion\tUnion\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=1)
4-5\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
4\tca\tcan\tAUX\tMD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tsend\tsend\tVERB\tVB\t_\t0\troot\t_\t_
6.1\tit\tit\tPRON\tPRP\t_\t_\t_\t6:obj\t_
7\tits\tits\tPRON\tPRP$\t_\t8\tnmod:poss\t_\tEntity=(2-person-new-cf2-2-sgl(1-organization-giv-cf1-1-ana)
8\tenvoy\tenvoy\tNOUN\tNN\t_\t6\tobj\t_\tEntity=2)
9\tBorrell\tBorrell\tPROPN\tNNP\t_\t8\tappos\t_\tEntity=(2-person-giv-cf2-1-appos)|SpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# newdoc id = b
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def test_conllu_documents_words_spaces_and_names(tmp_path: Path) -> None:
    path = tmp_path / "gum.conllu"
    path.write_text(GUM, encoding="utf-8")
    first, second = read_conllu(path, with_names=True)
    (sentence,) = first
    assert " ".join(sentence.forms) == "The European Union ca n't send its envoy Borrell ."
    assert sentence.space_after == ((True, True, True, False, True, True, True, True, False, True))
    assert sentence.heads == (3, 3, 6, 6, 6, 0, 8, 6, 8, 6)
    assert sentence.new_paragraph
    # "its envoy" names nobody: its head is no proper noun.
    assert sentence.names == (("O", "B-ORG", "I-ORG", "O", "O", "O", "O", "O", "B-PERSON", "O"))
    assert second[0].forms == ("Yes",)
    assert next(read_conllu(path, with_names=False))[0].names is None


def test_crossner_types_are_mapped_and_misc_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "ner.txt"
    rows = ["Angela\tB-politician", "Merkel\tI-politician", "of\tO", "CDU\tB-politicalparty"]
    path.write_text("\n".join([*rows, "in\tO", "German\tB-misc"]) + "\n\nHi\tO\n")
    (first,), (second,) = read_crossner(path)
    assert first.names == ("B-PERSON", "I-PERSON", "O", "B-ORG", "O", "?")
    assert first.heads is None
    assert second.names == ("O",)


def test_re3d_names_are_labels_and_descriptions_are_masked(tmp_path: Path) -> None:
    text = "The United States helped rebels near Aleppo."
    entities = [("United States", "Location"), ("rebels", "Organisation"), ("Aleppo", "Location")]
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "1", "text": text}))
    (tmp_path / "entities.json").write_text(
        "\n".join(
            json.dumps(
                {
                    "documentId": "1",
                    "begin": text.index(name),
                    "end": text.index(name) + len(name),
                    "type": kind,
                }
            )
            for name, kind in entities
        )
    )
    ((sentence,),) = read_re3d(tmp_path)
    assert sentence.names == ("O", "B-LOC", "I-LOC", "O", "?", "O", "B-LOC", "O")


def test_the_corpora_are_read_whole() -> None:
    docs = list(read_conllu(shared("corpora", "ud", "gum", "dev.conllu"), with_names=True))
    sentences = [sentence for doc in docs for sentence in doc]
    assert len(docs) > 10
    assert all(len(sentence.forms) == len(sentence.heads or ()) for sentence in sentences)
    kinds = {label[2:] for sentence in sentences for label in sentence.names or ()}
    assert kinds >= {"PERSON", "ORG", "LOC", "EVENT"}
