"""The chain of acts: each event carries the hash of the one before, so that a change, a gap or another order shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """One act."""

    seq: int
    """Its number, from 1."""
    at: str
    """Moment in UTC, RFC 3339."""
    actor: str
    """Who acted, as given."""
    act: str
    """What was done, such as `drafted`, `decided` or `issued`."""
    case_key: str
    """The case; empty for acts on the store itself."""
    subject: str
    """Id of what was acted on."""
    told: str
    """Facts of the act, as JSON with sorted keys; no identifier is among them."""
    content: str
    """Hash of the document that came with it; empty where none did."""
    before: str
    """Hash of the event before; empty for the first."""
    hash: str = ""
    """Hash of all of this."""

    def sealed(self) -> Event:
        """The event with the hash that its content gives."""
        return Event(**{**asdict(self), "hash": self.digest()})

    def digest(self) -> str:
        """The hash that the content gives."""
        fields = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(canonical(fields).encode()).hexdigest()

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the act."""
        return dict(json.loads(self.told))


@dataclass(frozen=True)
class Fault:
    """Something in the store that is not as it was written."""

    seq: int | None
    """Number of the event it concerns; none where it concerns none."""
    what: str
    """What is wrong, in a sentence."""


def canonical(value: Any) -> str:
    """A value as JSON that is the same for the same value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def faults(events: Iterable[Event], head: tuple[int, str], anchor: tuple[int, str] | None = None) -> list[Fault]:
    """What is wrong with a chain whose end is said to be `head` (number and hash); nothing where it is whole.

    `anchor` is a number and hash that somebody kept elsewhere: without one, a forger who writes the whole chain anew
    and its end with it leaves no trace.
    """
    found: list[Fault] = []
    before, number = "", 0
    seen: dict[int, str] = {}
    for event in events:
        number += 1
        if event.seq != number:
            gap = event.seq - number
            missing = f"event {number} is" if gap == 1 else f"events {number} to {event.seq - 1} are"
            found.append(Fault(event.seq, f"{missing} missing before event {event.seq}"))
            number = event.seq
        if event.digest() != event.hash:
            found.append(
                Fault(event.seq, f"event {event.seq} ({event.act} {event.subject}) was changed after it was written")
            )
        if event.before != before and not (found and found[-1].seq == event.seq):
            found.append(Fault(event.seq, f"event {event.seq} does not follow the one before it: another stood there"))
        before = event.hash
        seen[event.seq] = event.hash
    if (number, before) != head:
        lost = head[0] - number
        what = f"the last {lost} events are missing" if lost > 0 else "the end of the chain is not the one on record"
        found.append(Fault(None, what))
    if anchor and seen.get(anchor[0]) != anchor[1]:
        found.append(Fault(anchor[0], f"event {anchor[0]} is not the one whose hash was kept elsewhere"))
    return found


def document_faults(events: Iterable[Event], bodies: Mapping[str, tuple[bytes | None, str]]) -> list[Fault]:
    """Documents that are not as the chain says: changed, gone without a purge, or without any act.

    `bodies` gives for each id the bytes, none once purged, and the hash on record.
    """
    found: list[Fault] = []
    promised: dict[str, Event] = {}
    purged: set[str] = set()
    for event in events:
        if event.content:
            promised[event.subject] = event
        if event.act == "purged":
            purged |= set(event.facts.get("documents", ()))
    for id, event in promised.items():
        body, content = bodies.get(id, (None, ""))
        if id not in bodies or (body is None and id not in purged):
            found.append(Fault(event.seq, f"{id} is gone, and no purge took it"))
        elif body is not None and (hashlib.sha256(body).hexdigest(), content) != (event.content, event.content):
            found.append(Fault(event.seq, f"{id} was changed after event {event.seq} kept it"))
    found += [Fault(None, f"{id} was put in without an act") for id in bodies if id not in promised]
    return found
