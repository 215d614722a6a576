"""`cpdesk guide`: what may a partner do? The rules' answers, found in plain words."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cpdesk.cli import answers
from cpdesk.cli.answers import Plain
from cpdesk.policy import phrases
from cpdesk.policy.guide import ANSWER, Topic
from cpdesk.services.counter import Counter
from cpdesk.services.guide_search import Finder, examples
from cpdesk.words import Words


def add_to(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """What can be typed."""
    asked = command("guide", "answer what a partner may do, best match first")
    asked.add_argument(
        "words", nargs="*", metavar="WORD", help="what to ask about, such as: watch a class"
    )


def guide(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    words = counter.words
    found = Finder(counter.guide.topics(examples(words)), words).find(" ".join(args.words))
    missed = " ".join(found.unknown)
    data = {"unknown": list(found.unknown), "situations": [_data(words, t) for t in found.topics]}
    if not found.topics:
        said = words.text(
            "No rule found for “{words}”. If no rule covers something, a school leader decides.",
            words=missed,
        )
    else:
        said = "\n\n".join(_text(words, topic) for topic in found.topics)
        if missed:
            closest = words.text(
                "No situation mentions {words}. Closest matches:",
                words=words.text("“{words}”", words=missed),
            )
            said = f"{closest}\n\n{said}"
    answers.show(words, as_json, data, said)


def _data(words: Words, topic: Topic) -> Plain:
    return {
        "situation": topic.key,
        "question": words.text(topic.question),
        "outcome": topic.outcome.code,
        "answer": words.text(ANSWER[topic.outcome]),
        "conditions": [condition.value for condition in topic.conditions],
        "findings": [answers.finding_data(words, finding) for finding in topic.about],
        "source": words.text(topic.source),
    }


def _text(words: Words, topic: Topic) -> str:
    lines = [words.text(topic.question), words.text(ANSWER[topic.outcome])]
    conditions = [f"  * {words.text(phrases.CONDITION[one])}" for one in topic.conditions]
    lines += conditions if topic.forbidden else []  # it is why
    for finding in topic.about:
        lines.append(f"  - {words.sentence(finding.says, finding.facts)} [{finding.code}]")
    offers = dict.fromkeys(words.sentence(f.offer, f.facts) for f in topic.about if f.offer)
    lines += [f"  > {offer}" for offer in offers]
    lines += [] if topic.forbidden else conditions
    return "\n".join(lines)
