"""The assignment against the definition: every assignment of small instances is tried."""

import itertools
import random
import unittest

import assign_v1
import draw_v1
from assign_v1 import Inspector, Visit

SUITE = "sha256"
MIX_KEY = "0123456789abcdef" * 4


def some_instance(random):
    """A few inspectors and slots, mostly too few of the one for the other."""
    inspectors = [
        Inspector(f"I{number}", random.choice((0, 0, 1, 2, 5)), random.choice((None, 0, 1, 1, 2, 3, 4)))
        for number in range(random.randint(0, 4))
    ]
    likely = random.choice((0.3, 0.6, 0.9))
    visits, left = [], random.randint(0, 6)
    while left:
        size = random.randint(1, min(3, left))
        left -= size
        slots = [[i for i in range(len(inspectors)) if random.random() < likely] for _ in range(size)]
        visits.append(Visit(draw_v1.hash_text(SUITE, str(random.random())), f"T{len(visits)}", slots))
    return inspectors, visits


def fillings(inspectors, visits, slots):
    """Every filling of these slots, by trying all (8.3)."""
    for chosen in itertools.product(*(visits[v].slots[s] for v, s in slots)):
        taken = [chosen.count(i) for i in range(len(inspectors))]
        pairs = {(slot[0], i) for slot, i in zip(slots, chosen)}
        within = all(i.cap is None or not x or i.load + x <= i.cap for i, x in zip(inspectors, taken))
        if len(pairs) == len(slots) and within:
            yield dict(zip(slots, chosen))


def squares(inspectors, filling):
    taken = list(filling.values())
    return sum((inspector.load + taken.count(i)) ** 2 for i, inspector in enumerate(inspectors))


def rank(inspectors, visits, slot, i):
    visit, id = visits[slot[0]], inspectors[i].id
    return draw_v1.hash_text(SUITE, visit.order_key + visit.target + "\n" + id), id


class ByDefinition(unittest.TestCase):
    """Guards the four steps of 8.3 by trying everything."""

    def setUp(self):
        source = random.Random(8)
        self.instances = [some_instance(source) for _ in range(1500)]
        self.made = [assign_v1.assign(SUITE, *instance, MIX_KEY) for instance in self.instances]

    def each(self):
        for (inspectors, visits), made in zip(self.instances, self.made):
            with self.subTest(inspectors=inspectors, visits=visits):
                yield inspectors, visits, made

    def test_open_slots(self):
        """Guards step 1: a slot is open if and only if it cannot be filled with those before it."""
        found = 0
        for inspectors, visits, made in self.each():
            filled, opened = [], []
            for slot in [(v, s) for v, visit in enumerate(visits) for s in range(len(visit.slots))]:
                possible = any(True for _ in fillings(inspectors, visits, [*filled, slot]))
                (filled if possible else opened).append(slot)
            self.assertEqual(list(made.shortages), opened)
            self.assertEqual(sorted(made.start), filled)
            self.assertEqual(sorted(made.teams), filled)
            found += bool(filled and opened)
        self.assertGreater(found, 200)

    def test_balance_and_start(self):
        """Guards steps 2 and 3: of the fillings with the least sum of squares the first in order."""
        choices = 0
        for inspectors, visits, made in self.each():
            slots = sorted(made.start)
            every = list(fillings(inspectors, visits, slots))
            least = min(squares(inspectors, filling) for filling in every)
            balanced = [filling for filling in every if squares(inspectors, filling) == least]
            self.assertEqual(
                made.start, min(balanced, key=lambda f: [rank(inspectors, visits, slot, f[slot]) for slot in slots])
            )
            self.assertIn(made.teams, balanced)
            taken = list(made.teams.values())
            self.assertEqual(made.loads, [i.load + taken.count(number) for number, i in enumerate(inspectors)])
            choices += len(balanced) > 1
        self.assertGreater(choices, 200)

    def test_shortage(self):
        """Guards the shortage: the one smallest set without a filling, and the numbers that show it has none."""
        found = 0
        for inspectors, visits, made in self.each():
            for slot, shortage in made.shortages.items():
                before = [filled for filled in sorted(made.start) if filled < slot]
                without = [
                    {*some, slot}
                    for size in range(len(before) + 1)
                    for some in itertools.combinations(before, size)
                    if not any(True for _ in fillings(inspectors, visits, [*some, slot]))
                ]
                smallest = [some for some in without if not any(other < some for other in without)]
                self.assertEqual(smallest, [set(shortage.slots)])
                self.assertEqual(sum(shortage.takes.values()), len(shortage.slots) - 1)
                found += len(shortage.slots) > 2
        self.assertGreater(found, 50)

    def test_mix(self):
        """Guards step 4 by making its moves on lists, as the page says them."""
        moved = 0
        for inspectors, visits, made in self.each():
            slots, least = sorted(made.start), squares(inspectors, made.start)
            at, stream = [made.start[slot] for slot in slots], draw_v1.Mix.from_key(MIX_KEY)
            n, m = len(slots), len(inspectors)
            every = fillings(inspectors, visits, slots)
            possible = [list(filling.values()) for filling in every if squares(inspectors, filling) == least]
            for _ in range(64 * n):
                move, after = stream.below(3), list(at)
                if move == 0:
                    a, b = stream.below(n), stream.below(n)
                    after[a], after[b] = at[b], at[a]
                    differ = a != b
                elif move == 1:
                    a, b, c = stream.below(n), stream.below(n), stream.below(n)
                    differ = len({a, b, c}) == 3
                    if differ:
                        after[a], after[b], after[c] = at[b], at[c], at[a]
                else:
                    a, j = stream.below(n), stream.below(m)
                    after[a], differ = j, at[a] != j
                if differ and after in possible:
                    at = after
            self.assertEqual([made.teams[slot] for slot in slots], at)
            moved += made.teams != made.start
        self.assertGreater(moved, 80)


class Larger(unittest.TestCase):
    """Guards instances too large for trying everything."""

    def test_some_hundred_slots(self):
        """Guards that a filling of hundreds of slots takes seconds, and that its loads are as even as they can be."""
        source = random.Random(9)
        inspectors = [Inspector(f"I{number:02}", source.randint(0, 5), None) for number in range(40)]
        visits = [Visit(MIX_KEY, f"T{number:03}", [list(range(40)), list(range(0, 40, 2))]) for number in range(120)]
        made = assign_v1.assign(SUITE, inspectors, visits, MIX_KEY)
        self.assertFalse(made.shortages)
        self.assertEqual(sum(made.loads), 240 + sum(inspector.load for inspector in inspectors))
        self.assertLessEqual(max(made.loads) - min(made.loads), 1)


if __name__ == "__main__":
    unittest.main()
