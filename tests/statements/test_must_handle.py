"""The ways of attributing that must be handled, through the whole pipeline: who spoke, in whose name, which words."""

from __future__ import annotations

import pytest

from onrecord.records import Page, Reading, Statement
from onrecord.run.pipeline import read_pages
from onrecord.settings import Settings

TUSK, MACRON, LAVROV, TINUBU = "Donald Tusk", "Emmanuel Macron", "Sergei Lavrov", "Bola Tinubu"
FIRST = "The road will stay shut until June"

SAID = {
    "cue before": (f'Lavrov told reporters on Monday: "{FIRST}."', [(LAVROV, FIRST, "direct")]),
    "cue after, inverted": (f'"{FIRST}," said Sergei Lavrov, the Russian minister.', [(LAVROV, FIRST, "direct")]),
    "through a document that another carried": (
        "Lavrov said in a statement carried by state media that the road will stay shut until June.",
        [(LAVROV, "the road will stay shut until June", "indirect")],
    ),
    "the question before the answer": (
        f'Asked by Sky News if the road would open, Lavrov replied: "{FIRST}."',
        [(LAVROV, FIRST, "direct")],
    ),
    "inverted, no quotation": (f"{FIRST}, said Sergei Lavrov.", [(LAVROV, FIRST, "indirect")]),
    "split by the cue": (
        '"The road," Sergei Lavrov said, "will stay shut until June."',
        [(LAVROV, 'The road," Sergei Lavrov said, "will stay shut until June', "direct")],
    ),
    "said on after the speaker's clause": (
        f'"{FIRST}," said Sergei Lavrov, who once ran the port. "We have no choice."',
        [(LAVROV, f'{FIRST}," said Sergei Lavrov, who once ran the port. "We have no choice', "direct")],
    ),
    "short sentence after it": (
        '"I would go," Tusk said. "I would, today."',
        [(TUSK, 'I would go," Tusk said. "I would, today', "direct")],
    ),
    "over paragraphs": (
        "“The border was open all winter,” Tinubu said.\n\n“We asked for patience.\n\n“Now the trucks must pay.”",
        [
            (TINUBU, "The border was open all winter", "direct"),
            (TINUBU, "We asked for patience.\n\n“Now the trucks must pay", "direct"),
        ],
    ),
    "never closed": (
        '"Nobody asked us about the pipe, Lavrov said.\n\n"Nobody will ask about the second.\n\nHe left.',
        [(LAVROV, 'Nobody asked us about the pipe, Lavrov said.\n\n"Nobody will ask about the second', "direct")],
    ),
    "closing mark lost": (
        '"We will not pay for the wall twice, Tusk said on Friday. He left at noon.',
        [(TUSK, "We will not pay for the wall twice", "direct")],
    ),
    "passive": ("Lavrov was quoted as saying that talks had failed.", [(LAVROV, "talks had failed", "indirect")]),
    "reported": ("Lavrov is reported to have said talks had failed.", [(LAVROV, "talks had failed", "indirect")]),
    "according to": ("Two ships sank, according to Lavrov.", [(LAVROV, "Two ships sank", "indirect")]),
    "in the words of": (
        "In the words of Sergei Lavrov, the offer is an empty shell.",
        [(LAVROV, "the offer is an empty shell", "indirect")],
    ),
    "for a person": (
        "For Tinubu, the coup is an attack on the region.",
        [(TINUBU, "the coup is an attack on the region", "indirect")],
    ),
    "told": ("Macron told parliament that no troops would go.", [(MACRON, "no troops would go", "indirect")]),
    "told before something else was done": (
        "Macron said before boarding his train that no troops would go.",
        [(MACRON, "no troops would go", "indirect")],
    ),
    "inverted, in the perfect": (
        "Two ships will sail at dawn, has added Sergei Lavrov.",
        [(LAVROV, "Two ships will sail at dawn", "indirect")],
    ),
    "posted": (
        "Tinubu posted on Facebook that Nigeria would pay for the observers.",
        [(TINUBU, "Nigeria would pay for the observers", "indirect")],
    ),
    "questions and answers": (
        "Q: Will you send police?\n\nPresident Macron: Not before a truce holds. We have said so.",
        [(MACRON, "Not before a truce holds. We have said so", "direct")],
    ),
    "live blog": ("14:20 - Lavrov: Moscow has seen no text.", [(LAVROV, "Moscow has seen no text", "direct")]),
    "read out": (
        "The letter from President Tinubu, read out by his aide Yusuf Bello, said Nigeria would pay.",
        [(TINUBU, "Nigeria would pay", "indirect")],
    ),
    "resolution": (
        "The resolution urges Sudan to reopen the airport and demands that both sides stop shelling.",
        [(None, "Sudan to reopen the airport", "indirect"), (None, "both sides stop shelling", "indirect")],
    ),
    "announced by": (
        "It was announced by the ministry that two ships had sailed.",
        [(None, "two ships had sailed", "indirect")],
    ),
    "free indirect": (
        "Tusk said he would not sign. He added that the text had been changed. Warsaw would rather wait.",
        [
            (TUSK, "he would not sign", "indirect"),
            (TUSK, "the text had been changed", "indirect"),
            (TUSK, "Warsaw would rather wait", "indirect"),
        ],
    ),
    "resumed after the attribution": (
        "The toll had fallen, Tusk said in May, and exports rose again.",
        [(TUSK, "The toll had fallen, Tusk said in May, and exports rose again", "indirect")],
    ),
    "a tail of the speaker's": (
        "Tusk said the fee had doubled, citing a report by the port.",
        [(TUSK, "the fee had doubled", "indirect")],
    ),
    "partial quotations": (
        'Lavrov said the offer was "an insult" and would be answered "in kind".',
        [(LAVROV, 'the offer was "an insult" and would be answered "in kind"', "mixed")],
    ),
    "single marks": ("‘We will not pay twice,’ Tusk said.", [(TUSK, "We will not pay twice", "direct")]),
    "straight single marks": ("'We will not pay twice,' Tusk said.", [(TUSK, "We will not pay twice", "direct")]),
    "low marks": ("„We wait for an answer,“ Tusk said.", [(TUSK, "We wait for an answer", "direct")]),
    "guillemets": ("«The border will open,» Macron said.", [(MACRON, "The border will open", "direct")]),
    "belief": ("Tusk believes the summit will fail.", [(TUSK, "the summit will fail", "indirect")]),
    "hope": ("Tusk hopes that the summit will fail.", [(TUSK, "the summit will fail", "indirect")]),
    "pronoun": ("Tinubu came at dawn. He said Nigeria would pay.", [(TINUBU, "Nigeria would pay", "indirect")]),
    "role": (
        "President Tinubu came at dawn. The president said Nigeria would pay.",
        [(TINUBU, "Nigeria would pay", "indirect")],
    ),
    "noun cue": (
        "Macron's warning that the truce could fail was ignored.",
        [(MACRON, "the truce could fail", "indirect")],
    ),
}
UNSAID = [
    'The so-called "peace corridor" was closed again.',
    'She carried a copy of "War and Peace" to the port.',
    "Poland wants the summit to move to Warsaw.",
    "Poland plans to send two hundred engineers.",
    "Tusk did not say whether engineers would go.",
    "The work went on in order to widen the road.",
    "The ships were held to rules that never applied to the ferries.",
]


def said(text: str) -> tuple[Statement, ...]:
    """The statements of one article."""
    (one,) = read_pages([Page("a", text, id="a")], None, Settings())
    assert isinstance(one, Reading)
    return one.statements


@pytest.mark.parametrize("name", SAID)
def test_what_was_said_is_read_with_its_speaker(name: str) -> None:
    text, wanted = SAID[name]
    assert [(one.speaker, one.content.quote, one.kind) for one in said(text)] == wanted


@pytest.mark.parametrize("text", UNSAID)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert said(text) == ()


def test_statements_are_nested_to_any_depth() -> None:
    outer, middle, inner = said("Lavrov said Macron had told him that Tusk believed the summit would fail.")
    assert [one.speaker for one in (outer, middle, inner)] == [LAVROV, MACRON, TUSK]
    assert (outer.nested_in, middle.nested_in, inner.nested_in) == (None, outer.id, middle.id)


def test_nameless_sources_are_anonymous() -> None:
    text = "A senior diplomat, who asked not to be named, said the summit would fail. Officials said it would not."
    assert [(one.speaker, one.anonymous) for one in said(text)] == [(None, True), (None, True)]


def test_a_statement_of_several_states_has_them_all_in_its_source() -> None:
    (one,) = said("In a joint statement, France, Germany and Italy said they would not recognise the vote.")
    assert (one.speaker_text, one.content.quote) == (
        "France, Germany and Italy",
        "they would not recognise the vote",
    )
