"""A small book of rules with every kind of fact, condition and date: what a test can hold in its head."""

from dataclasses import replace
from datetime import date

from pleinjour.engines.rules import (
    ALWAYS,
    NONE,
    Answer,
    Comparison,
    Condition,
    Fact,
    Group,
    Node,
    Outcome,
    Parameter,
    Rule,
    RuleBook,
    Setting,
    Tree,
)

DAY = date(2026, 11, 27)
LINK = "https://example.org/loi"


def fact(name: str, kind: str, *choices: str, at_most: str = "", shown_by: tuple[str, ...] = ()) -> Fact:
    return Fact(
        id=name,
        kind=kind,  # type: ignore[arg-type]
        label=name.capitalize(),
        question=f"{name} ?",
        explanation="…",
        who="DSI",
        unit="agents" if kind == "number" else "",
        choices=dict.fromkeys(choices, "un choix"),
        at_most=at_most,
        shown_by=shown_by,
    )


FACTS = {
    one.id: one
    for one in (
        fact("a.type", "choice", "commune", "region"),
        fact("a.heads", "number"),
        fact("a.fte", "number", at_most="a.heads"),
        fact("a.launched", "date", at_most="a.awarded"),
        fact("a.awarded", "date"),
        fact("a.buys", "yes_no", shown_by=("a.launched", "a.awarded")),
        fact("s.learns", "yes_no"),
        fact("s.uses", "choices", "school", "work"),
        fact("s.profiles", "yes_no"),
        fact("s.talks", "yes_no"),
    )
}


def parameter(*settings: tuple[date, date | None, int | date]) -> Parameter:
    made = tuple(Setting(since, until, value, "article 1", LINK) for since, until, value in settings)
    return Parameter("p", "Seuil", "agents" if isinstance(settings[0][2], int) else "", made)


FIFTY = parameter((date(2020, 1, 1), date(2026, 12, 31), 50))
MOVED = parameter((date(2024, 1, 1), date(2026, 7, 26), date(2026, 8, 2)), (date(2026, 7, 27), None, date(2027, 12, 2)))


def outcome(name: str, since: date | Parameter | None = None) -> Outcome:
    return Outcome(name, "scope", name, "article 1", LINK, since)


def answer(then: str | None, *gives: str) -> Answer:
    return Answer(frozenset(gives), then)


TREE = Tree(
    first="learns",
    nodes={
        "learns": Node("learns", "s.learns", {"yes": answer("uses", "ai"), "no": answer(None, "not_ai")}),
        "uses": Node(
            "uses",
            "s.uses",
            {
                "school": answer("profiles", "school"),
                "work": answer("profiles", "work"),
                NONE: answer("talks"),
            },
        ),
        "profiles": Node("profiles", "s.profiles", {"yes": answer("talks", "high"), "no": answer("talks")}),
        "talks": Node("talks", "s.talks", {"yes": answer(None, "tell"), "no": answer(None)}),
    },
    outcomes={one.id: one for one in map(outcome, ("ai", "not_ai", "school", "work", "tell"))}
    | {"high": outcome("high", MOVED)},
)


def rule(
    trigger: Condition = ALWAYS,
    *,
    name: str = "r",
    since: date | Parameter | None = date(2020, 1, 1),
    **changes: object,
) -> Rule:
    made = Rule(
        id=name,
        title="Titre",
        duty="Faire.",
        reference="article 1",
        link=LINK,
        is_mandatory=True,
        binds=ALWAYS,
        trigger=trigger,
        since=since,
        until=None,
        enacted=None,
        confidence="high",
        standing="settled",
        caution="",
        verified_by="un rôle",
        verified_on=DAY,
        sources=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def book(*rules: Rule) -> RuleBook:
    return RuleBook(FACTS, TREE, rules)


IS_COMMUNE = Comparison("a.type", "is", "commune")
HAS_FIFTY = Comparison("a.heads", "at_least", FIFTY)
LEARNS = Comparison("s.learns", "is", True)


def group(kind: str, *parts: Condition) -> Group:
    return Group(kind, parts)  # type: ignore[arg-type]
