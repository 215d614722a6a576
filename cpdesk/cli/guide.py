"""`cpdesk guide`: what may a partner do? The rules' answers, found in plain words."""

from __future__ import annotations

from cpdesk.cli.core import json_output
from cpdesk.cli.core.command import Call, Group, arg
from cpdesk.cli.core.json_output import Plain, Sentence
from cpdesk.policy import phrases
from cpdesk.policy.guide import ANSWER, Topic
from cpdesk.services.guide.guide_search import Finder, Found, examples
from cpdesk.words import Words


@json_output.shape.register
def _topic(topic: Topic) -> Plain:
    return {
        "situation": topic.key,
        "question": Sentence(topic.question),
        "outcome": topic.outcome,
        "answer": Sentence(ANSWER[topic.outcome]),
        "conditions": topic.conditions,
        "findings": topic.about,
        "source": Sentence(topic.source),
    }


def _text(words: Words, found: Found) -> str:
    missed = " ".join(found.unknown)
    if not found.topics:
        return words.text(
            "No rule found for “{words}”. If no rule covers something, a school leader decides.",
            words=missed,
        )
    said = "\n\n".join(_topic_text(words, topic) for topic in found.topics)
    if not missed:
        return said
    closest = words.text(
        "No situation mentions {words}. Closest matches:",
        words=words.text("“{words}”", words=missed),
    )
    return f"{closest}\n\n{said}"


def _topic_text(words: Words, topic: Topic) -> str:
    lines = [words.text(topic.question), words.text(ANSWER[topic.outcome])]
    conditions = [f"  * {words.text(phrases.CONDITION[one])}" for one in topic.conditions]
    lines += conditions if topic.forbidden else []  # it is why
    for finding in topic.about:
        lines.append(f"  - {words.sentence(finding.says, finding.facts)} [{finding.code}]")
    offers = dict.fromkeys(words.sentence(f.offer, f.facts) for f in topic.about if f.offer)
    lines += [f"  > {offer}" for offer in offers]
    lines += [] if topic.forbidden else conditions
    return "\n".join(lines)


COMMANDS = Group()


@COMMANDS.command(
    "answer what a partner may do, best match first",
    _text,
    arg("words", "WORD", "what to ask about, such as: watch a class", nargs="*"),
    json=lambda found: {"unknown": found.unknown, "situations": found.topics},
)
def _guide(call: Call) -> Found:
    words = call.words
    finder = Finder(call.services.guide.topics(examples(words)), words)
    return finder.find(" ".join(call.args.words))
