"""Dossiers: good ones read, bad ones refused with the line and a remedy, never with anything but DossierError."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DossierError
from onrecord.read import load_dossier, parse_dossier

GOOD = """\
id: arctic
title: A patrol for the Arctic
issues:
- {id: patrol, kind: action, question: "Will it send ships?", aliases: [ice patrol, 2803]}
- id: no
  kind: proposal
  question: Does it back the treaty?
"""


def test_a_good_dossier() -> None:
    dossier = parse_dossier(GOOD, "d.yaml")
    assert (dossier.id, dossier.title) == ("arctic", "A patrol for the Arctic")
    assert [issue.id for issue in dossier.issues] == ["patrol", "no"]
    assert dossier.issues[0].aliases == ("ice patrol", "2803")
    assert dossier.issues[1].kind == "proposal"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("aliases:", "alias:", 4, "alias"),
        ("kind: action", "kind: deed", 4, "deed"),
        ("  kind: proposal\n", "", 5, "no kind"),
        ("id: no", "id: patrol", 5, "twice"),
        ("id: no\n", "id: no\n  id: yes\n", 6, "twice"),
        ("title: A patrol for the Arctic\n", "", 1, "no title"),
        ("title: A patrol for the Arctic", "title:", 2, "empty"),
        ("title: A patrol for the Arctic", "title: [a]", 2, "plain words"),
        ("[ice patrol, 2803]", "ice patrol", 4, "must be a list"),
        ("[ice patrol, 2803]", "[[ice]]", 4, "plain words"),
        ("id: patrol,", "id: ice patrol,", 4, "one word"),
        ('ships?"', "ships?", 7, "not YAML"),
    ],
)
def test_a_fault_names_its_line_and_a_remedy(old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(DossierError) as caught:
        parse_dossier(GOOD.replace(old, new), "d.yaml")
    assert says in caught.value.message
    assert caught.value.remedy
    assert caught.value.place.startswith("d.yaml:")
    if says != "not YAML":
        assert caught.value.place == f"d.yaml:{line}"


def test_a_misspelt_key_gets_a_suggestion() -> None:
    with pytest.raises(DossierError, match="Did you mean 'aliases'"):
        parse_dossier(GOOD.replace("aliases", "alaises"), "d.yaml")


@pytest.mark.parametrize(
    "text",
    ["", "# only a remark", "just words", "- a\n- b", "id: a\ntitle: b\nissues: []", "id: a\ntitle: b\nissues:",
     "id: a\ntitle: b\nissues: {a: b}", "a: &x [*x]", "[" * 5000, "id: a\n---\nid: b", "!!python/object:os.system x",
     "\x07", "? [a]\n: b"],
)  # fmt: skip
def test_what_is_no_dossier_is_refused(text: str) -> None:
    with pytest.raises(DossierError) as caught:
        parse_dossier(text, "d.yaml")
    assert caught.value.place.startswith("d.yaml")
    assert caught.value.remedy


def test_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_dossier(path).id == "arctic"
    path.write_bytes(b"id: a\ntitle: caf\xe9\n")
    with pytest.raises(DossierError) as caught:
        load_dossier(path)
    assert caught.value.place == f"{path}:2"
    path.write_bytes(b"#" * 2_000_001)
    with pytest.raises(DossierError, match="too large"):
        load_dossier(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, "bad\x00name"):
        with pytest.raises(DossierError) as caught:
            load_dossier(path)
        assert caught.value.place == str(path)
        assert caught.value.remedy


@given(
    st.text()
    | st.lists(st.sampled_from([*GOOD.splitlines(), "- ", "{", "]", ": ", "&a", "*a", "|", "\t"])).map("\n".join)
)
def test_nothing_but_dossier_error_comes_out(text: str) -> None:
    try:
        made = parse_dossier(text, "d.yaml")
    except DossierError as error:
        assert error.remedy
    else:
        assert made.issues
