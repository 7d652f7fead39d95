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
        self.admissible = {(v, s): set(who) for v, visit in enumerate(visits) for s, who in enumerate(visit.slots)}
        self.open_to = [{slot for slot, who in self.admissible.items() if i in who} for i in range(len(inspectors))]
        self.slots_of = [[(v, s) for s in range(len(visit.slots))] for v, visit in enumerate(visits)]
        self.holder = {}  # slot -> inspector
        self.slot_in = {}  # (visit, inspector) -> slot
        self.held = [set() for _ in inspectors]  # by inspector, the slots
        self.loads = [inspector.load for inspector in inspectors]

    def give(self, changes):
        """Gives slots these inspectors, None to leave them empty, all at one time."""
        for slot in changes:
            if slot in self.holder:
                i = self.holder.pop(slot)
                del self.slot_in[slot[0], i]
                self.held[i].remove(slot)
                self.loads[i] -= 1
        for slot, i in changes.items():
            if i is not None:
                self.holder[slot] = i
                self.slot_in[slot[0], i] = slot
                self.held[i].add(slot)
                self.loads[i] += 1

    def has_room(self, i):
        inspector = self.inspectors[i]
        return inspector.cap is None or self.loads[i] < inspector.cap

    def squares(self):
        """The sum that step 2 makes least."""
        return sum(load**2 for load in self.loads)

    def provider(self, node):
        """The inspector whom a chain gets from a node: the one asked, or the one the slot had."""
        return node if isinstance(node, int) else self.holder[node]


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
        reached = wanted_from(filling, slot)
        with_room = [node for node in reached if isinstance(node, int) and filling.has_room(node)]
        if with_room:
            chain = chain_to(reached, min(with_room, key=lambda i: (filling.loads[i], i)))
            filling.give({a: filling.provider(b) for a, b in zip(chain, chain[1:]) if not isinstance(a, int)})
        else:
            shortages[slot] = shortage_of(filling, [node for node in reached if not isinstance(node, int)])
    return filling, shortages


def wanted_from(filling, open_slot):
    """All nodes that chains from an open slot lead to, each with the node before it. A slot turns to each who is
    admissible, or to the slot of the visit that has that one already; who is to take a visit more, to each slot to be
    left for it. Inspectors are far fewer than slots, so each one not reached yet looks for a slot that turns to them:
    the first will do, and most are found at once."""
    reached, turning = {open_slot: None}, {open_slot}
    while turning:
        following = []
        for i, open_to in enumerate(filling.open_to):
            if i in reached or open_to.isdisjoint(turning):
                continue
            for slot in turning:
                if slot in open_to:
                    node = filling.slot_in.get((slot[0], i), i)
                    if node not in reached:
                        reached[node] = slot
                        following.append(node)
                    if node == i:
                        break
        turning = {node for node in following if not isinstance(node, int)}
        for i in (node for node in following if isinstance(node, int)):
            left = [slot for slot in filling.held[i] if slot not in reached]
            reached |= dict.fromkeys(left, i)
            turning.update(left)
    return reached


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
    later = set(filling.holder)
    for slot in sorted(filling.holder):
        later.remove(slot)
        chains = chains_back_to(filling, slot, later)
        first = ranked(suite, visits[slot[0]], inspectors, [filling.holder[slot], *chains])[0]
        if first in chains:
            chain = [*chains[first], slot]
            filling.give({b: filling.provider(a) for a, b in zip(chain, chain[1:]) if not isinstance(b, int)})


def chains_back_to(filling, slot, later):
    """{inspector: chain} for everyone who can have the slot instead, at the same sum of squares, by changes of later
    slots. The chain begins with the slot, whose inspector is released. It may hold one shift of load: somebody released
    has a visit fewer, and another one, whose load was one less, has one more. A load that was less still would make the
    sum smaller than the least, and after two shifts one came back to where one was."""
    reached, left = {slot: None}, set(later)
    release(filling, slot, reached, left)
    released = max((node for node in reached if isinstance(node, int)), key=lambda i: filling.loads[i])
    for i, load in enumerate(filling.loads):
        if load == filling.loads[released] - 1 and filling.has_room(i) and i not in reached:
            reached[i] = released
            release(filling, i, reached, left)
    instead = {i: filling.slot_in.get((slot[0], i), i) for i in filling.admissible[slot]}
    return {i: chain_to(reached, node) for i, node in instead.items() if node in reached and node != slot}


def release(filling, start, reached, left):
    """Adds all nodes that chains backwards from the start lead to, each with the node before it, and takes slots off
    those that are left. Where a slot gets another inspector, the one it had is free, or takes another slot of the
    visit; who is free takes any slot of a visit without them."""
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, int):
            following = [slot for slot in filling.open_to[node] & left if (slot[0], node) not in filling.slot_in]
        else:
            i = filling.holder[node]
            following = [slot for slot in filling.slots_of[node[0]] if slot in left and i in filling.admissible[slot]]
            if i not in reached:
                following.append(i)
        reached |= dict.fromkeys(following, node)
        left.difference_update(following)
        waiting += following


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
