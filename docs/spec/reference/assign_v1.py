"""double-random/1: who is sent on which visit, `assign/1` (section 8.3).

It is read after draw_v1.py. Who is admissible for which slot is given here; teams_v1.py finds it out. A slot is a pair
(visit, place in it), an inspector an index into the inspectors, which stand in the order of the bytes of their ids.

The four steps rest on one idea, the chain of exchanges: a slot takes an inspector from another slot, that one takes
another's, and so on, until somebody is reached who can have one visit more. In the terms of network flows, chains are
paths of the residual network, and steps 1 and 2 are successive shortest paths: one visit more costs
(l + x + 1)² - (l + x)², so the shortest path ends at the inspector with the least load that a chain reaches.
"""

import dataclasses
from collections import deque

from draw_v1 import Mix, hash_text


@dataclasses.dataclass(frozen=True)
class Inspector:
    id: str
    load: int
    cap: int | None  # None: any number

    def room(self):
        """How many more visits (8.3)."""
        return None if self.cap is None else max(0, self.cap - self.load)


@dataclasses.dataclass(frozen=True)
class Visit:
    order_key: str
    target: str
    slots: list  # for each, the inspectors who are admissible


@dataclasses.dataclass(frozen=True)
class Shortage:
    """Slots that cannot all be filled, the last of them being open, and what each inspector can take of them (8.3)."""

    slots: list
    takes: dict


class Filling:
    """Slots with an inspector for each, as far as they are filled; nobody twice in a visit or above the room (8.3)."""

    def __init__(self, inspectors, visits):
        self.inspectors = inspectors
        self.admissible = {(v, s): who for v, visit in enumerate(visits) for s, who in enumerate(visit.slots)}
        self.open_to = {i: [slot for slot, who in self.admissible.items() if i in who] for i in range(len(inspectors))}
        self.holder = {}  # slot -> inspector
        self.slot_in = {}  # (visit, inspector) -> slot
        self.loads = [inspector.load for inspector in inspectors]

    def give(self, changes):
        """Gives slots these inspectors, None to leave them empty, all at one time."""
        for slot in changes:
            if slot in self.holder:
                i = self.holder.pop(slot)
                del self.slot_in[slot[0], i]
                self.loads[i] -= 1
        for slot, i in changes.items():
            if i is not None:
                self.holder[slot] = i
                self.slot_in[slot[0], i] = slot
                self.loads[i] += 1

    def has_room(self, i):
        inspector = self.inspectors[i]
        return inspector.cap is None or self.loads[i] < inspector.cap

    def squares(self):
        """The sum that step 2 makes least."""
        return sum(load**2 for load in self.loads)

    def wanted_by(self, node):
        """What a slot without an inspector turns to: each who is admissible, or the slot of the visit that has that one
        already. What an inspector turns to who is to take a visit more: each slot to be left for it."""
        if isinstance(node, int):
            return [slot for slot, i in self.holder.items() if i == node]
        return [self.slot_in.get((node[0], i), i) for i in self.admissible[node]]

    def released_by(self, node):
        """The same backwards. Where a slot gets another inspector, the one it had is free, or takes another slot of the
        visit; who is free takes any slot of a visit without them."""
        if isinstance(node, int):
            return [slot for slot in self.open_to[node] if (slot[0], node) not in self.slot_in and slot in self.holder]
        visit, i = node[0], self.holder[node]
        return [i] + [slot for slot in self.open_to[i] if slot[0] == visit and slot != node and slot in self.holder]

    def provider(self, node):
        """The inspector whom a chain gets from a node: the one asked, or the one the slot had."""
        return node if isinstance(node, int) else self.holder[node]


def reach(neighbours, starts, reached, closed=()):
    """Adds all nodes that chains from the starts lead to, each with the node before it, going round closed ones."""
    waiting = deque(starts)
    while waiting:
        node = waiting.popleft()
        for following in neighbours(node):
            if following not in reached and following not in closed:
                reached[following] = node
                waiting.append(following)


def chain_to(reached, node):
    """The nodes from a start to this one."""
    chain = [node]
    while reached[chain[-1]] is not None:
        chain.append(reached[chain[-1]])
    return chain[::-1]


# --- Steps 1 and 2: open slots and balance --------------------------------------------------------------------------


def fill(inspectors, visits, slots=None):
    """A filling with the least sum of squares, and the shortage of each slot that is open (8.3, steps 1 and 2). With
    `slots`, these alone are to be filled."""
    filling, shortages = Filling(inspectors, visits), {}
    for slot in filling.admissible if slots is None else slots:
        reached = {slot: None}
        reach(filling.wanted_by, [slot], reached)
        with_room = [node for node in reached if isinstance(node, int) and filling.has_room(node)]
        if with_room:
            chain = chain_to(reached, min(with_room, key=lambda i: (filling.loads[i], i)))
            filling.give({a: filling.provider(b) for a, b in zip(chain, chain[1:]) if not isinstance(a, int)})
        else:
            shortages[slot] = shortage_of(filling, [node for node in reached if not isinstance(node, int)])
    return filling, shortages


def shortage_of(filling, slots):
    """What keeps the slots that an open one reaches from being filled together (8.3)."""
    takes = {}
    for i, inspector in enumerate(filling.inspectors):
        visits = {slot[0] for slot in slots if i in filling.admissible[slot]}
        if visits:
            room = inspector.room()
            takes[i] = len(visits) if room is None else min(room, len(visits))
    return Shortage(sorted(slots), takes)


# --- Step 3: start --------------------------------------------------------------------------------------------------


def ranked(suite, visit, inspectors, candidates):
    """The candidates in the order of step 3 (8.3)."""

    def rank(i):
        id = inspectors[i].id
        return hash_text(suite, f"{visit.order_key}{visit.target}\n{id}"), id.encode()

    return sorted(candidates, key=rank)


def put_first(suite, inspectors, visits, filling):
    """Turns a filling of least sum into the first of them in order: each slot in turn gets the first inspector with
    whom the sum can stay what it is, the slots before it being settled (8.3, step 3)."""
    settled = set()
    for slot in sorted(filling.holder):
        chains = chains_back_to(filling, slot, settled)
        for i in ranked(suite, visits[slot[0]], inspectors, filling.admissible[slot]):
            if i == filling.holder[slot]:
                break
            if i in chains:
                chain = [*chains[i], slot]
                filling.give({b: filling.provider(a) for a, b in zip(chain, chain[1:]) if not isinstance(b, int)})
                break
        settled.add(slot)


def chains_back_to(filling, slot, settled):
    """{inspector: chain} for everyone who can have the slot instead, at the same sum of squares. The chain begins with
    the slot, whose inspector is released. It may hold one shift of load: somebody released has a visit fewer, and
    another one, whose load was one less, has one more. A load that was less still would make the sum smaller than the
    least, and after two shifts one came back to where one was."""
    reached = {slot: None}
    reach(filling.released_by, [slot], reached, settled)
    released = max((node for node in reached if isinstance(node, int)), key=lambda i: filling.loads[i])
    for i, load in enumerate(filling.loads):
        if load == filling.loads[released] - 1 and filling.has_room(i) and i not in reached:
            reached[i] = released
            reach(filling.released_by, [i], reached, settled)
    instead = {i: filling.slot_in.get((slot[0], i), i) for i in filling.admissible[slot]}
    return {i: chain_to(reached, node) for i, node in instead.items() if node in reached and node != slot}


# --- Step 4: mix ----------------------------------------------------------------------------------------------------

MOVES_PER_SLOT = 64


def mix(filling, mix_key):
    """Tries the moves of the mix stream (8.3, step 4)."""
    stream, slots = Mix.from_key(mix_key), sorted(filling.holder)
    for _ in range(MOVES_PER_SLOT * len(slots)):
        kind = stream.below(3)
        named = [slots[stream.below(len(slots))] for _ in range((2, 3, 1)[kind])]
        if kind == 2:
            gets = [stream.below(len(filling.inspectors))]
        else:
            gets = [filling.holder[slot] for slot in named[1:] + named[:1]]
        if len(set(named)) == len(named) and (kind != 2 or gets[0] != filling.holder[named[0]]):
            try_move(filling, dict(zip(named, gets)))


def try_move(filling, changes):
    """Makes these changes if what results is a filling with the same sum of squares (8.3, step 4)."""
    if not all(i in filling.admissible[slot] for slot, i in changes.items()):
        return
    before = {slot: filling.holder[slot] for slot in changes}
    squares = filling.squares()
    filling.give(dict.fromkeys(changes))
    fits = True
    for slot, i in changes.items():
        fits = fits and (slot[0], i) not in filling.slot_in and filling.has_room(i)
        if fits:
            filling.give({slot: i})
    if not fits or filling.squares() != squares:
        filling.give(dict.fromkeys(changes))
        filling.give(before)


# --- The four steps -------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Assignment:
    shortages: dict  # open slot -> Shortage
    start: dict  # slot -> inspector after step 3
    teams: dict  # the same after step 4
    loads: list  # l + x of each inspector


def assign(suite, inspectors, visits, mix_key):
    """Teams for visits (8.3)."""
    filling, shortages = fill(inspectors, visits)
    put_first(suite, inspectors, visits, filling)
    start = dict(filling.holder)
    mix(filling, mix_key)
    return Assignment(shortages, start, dict(filling.holder), list(filling.loads))
