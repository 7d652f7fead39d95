"""The surface that everything else rests on."""

import json

from double_random import _native


def test_a_request_is_answered():
    """Guards that requests reach the crate and answers come back, errors as data."""
    rule = {"progressive": {"ratio": "10%", "weights": [1, 2, 4, 8], "minimum": 1, "tier_minimums": [0] * 4}}
    request = {"do": "quota", "pool": [30, 15, 10, 5], "rounding": "up", "quota": rule}
    assert json.loads(_native.answer(json.dumps(request)))["ok"]["quota"] == [1, 1, 2, 2]
    assert json.loads(_native.answer("{}"))["error"]["code"] == "interop.bad_request"
