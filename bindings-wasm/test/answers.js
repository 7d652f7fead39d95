/** Requests of the vectors as requests of the package, in Node and in a browser alike: whole answers are compared. */

const targetsOf = ({ profile = 'text', columns = ['id'], rows = [], salt_key = null }) => ({
  profile,
  columns,
  rows,
  salt_key,
});

const behind = (asked) => {
  if (asked.suite !== JSON.parse(asked.record).commitment.suite) throw new RangeError('another suite');
  const { record, plan, amendments, inspectors } = asked;
  return { record, plan, amendments, targets: targetsOf(asked), inspectors };
};

const checksOf = ({ report }) => ({ checks: report.checks.map(({ name, status }) => ({ name, status })) });

async function sourcesOf(dr, { sources, suite }, rounds) {
  const [committed, revealed] = [[], []];
  for (const source of sources) {
    const { kind, label, value } = source;
    const shown = { kind, label, value };
    if (kind === 'secret') {
      committed.push((await dr.secret({ suite, label, value })).source);
    } else if (kind === 'beacon') {
      const [network, round] = label.split(':');
      committed.push({ kind, network, round: Number(round) });
      const published = rounds[network].rounds.find((one) => one.round === Number(round));
      shown.signature = source.signature ?? published.signature;
      shown.previous_signature = source.previous_signature;
    } else {
      committed.push({ kind, label, bits: source.bits });
    }
    revealed.push(shown);
  }
  return { committed, revealed };
}

/** For each kind of request how the package answers it. */
const answers = {
  hash: async (dr, { suite, text }) => (await dr.hash({ suite, text })).digest,

  async directory(dr, { kind, suite, profile = kind === 'targets' ? 'text' : 'ascii', columns, rows, salt_key }) {
    // In a file the ids may stand anywhere; what is declared has them first.
    if (columns[0] !== 'id') throw new RangeError('the first column is not id');
    const read = { targets: dr.readTargets, inspectors: dr.readInspectors }[kind];
    const held = await read.call(dr, { columns, rows }, { profile, saltKey: salt_key ?? undefined });
    const { digest, root } = (await dr[kind]({ suite }, { [kind]: held })).committed;
    await held.close();
    return { digest, root };
  },

  quota: (dr, { do: _, ...asked }) => dr.quota(asked),

  async draw(dr, { rows, quota, key, reserve, suite }) {
    const ids = rows.map(([id]) => id);
    // Plain columns are taken as they are; a directory is what refuses bad ids.
    await (await dr.readTargets({ columns: ['id'], rows: ids.map((id) => [id]) }, { profile: 'text' })).close();
    const tiers = Uint8Array.from(rows, ([, tier]) => {
      if (!/^[A-D]$/.test(tier)) throw new RangeError('no tier');
      return 'ABCD'.indexOf(tier);
    });
    const strata = await dr.stratifiedDraw({ ids, tiers, numbers: quota, reserve, key, suite });
    const told = Object.entries(strata).map(async ([tier, { drawn, reserve }]) => {
      const named = (all) => Array.from(all, (row) => ids[row]);
      const last = named(drawn).at(-1);
      const cut_off = last === undefined ? null : (await dr.hash({ suite, text: key + last })).digest;
      return [tier, { drawn: named(drawn), reserve: named(reserve), cut_off }];
    });
    return Object.fromEntries(await Promise.all(told));
  },

  async ceremony(dr, asked, rounds) {
    const { committed, revealed } = await sourcesOf(dr, asked, rounds);
    const { plan, tasks, as_of, suite, attempt, previous, committed_at, witness, inspectors, software } = asked;
    const given = { plan, targets: targetsOf(asked), inspectors };
    const setting = { ...given, tasks, as_of, suite, attempt, previous, committed_at };
    const { commitment } = await dr.commit({ setting, sources: committed, witness });
    const { record } = await dr.draw({ commitment, ...given, sources: revealed });
    // The core states its own name and version; here the request's stand in their place.
    if (!/^[^\p{Cc}]+$/u.test(software)) throw new RangeError('the software has no name');
    const [before, after] = record.split(/(?<=^ {2}"software": )".*"(?=,?$)/m);
    return { commitment, record: before + JSON.stringify(software) + after };
  },

  void: async (dr, { do: _, ...asked }) => (await dr.void(asked)).void,

  async amend(dr, asked) {
    const [[kind, { ...change }], ...more] = Object.entries(asked.change);
    if (more.length > 0) throw new RangeError('more than one change');
    const { tier } = change;
    if (kind === 'replacement') delete change.tier;
    const request = { behind: behind(asked), change: { [kind]: change }, by: asked.by, day: asked.day };
    const { amendment } = await dr.amend(request);
    const made = JSON.parse(amendment).change[kind];
    if (made.tier !== tier || made.successor !== change.successor) throw new RangeError('another tier or successor');
    return amendment;
  },

  async in_force(dr, asked) {
    const { draws, teams } = await dr.inForce(behind(asked));
    const told = draws.map(({ draw, tiers }) => [
      draw,
      Object.fromEntries(tiers.map(({ tier, targets }) => [tier, targets])),
    ]);
    return { ...Object.fromEntries(told), teams };
  },

  async verify(dr, asked) {
    const { record, plan = '', commitment_digest, record_digest, voids, amendments, inspectors } = asked;
    const published = { commitment_digest, record_digest };
    const chains = { voids: voids ?? [], amendments: amendments ?? [] };
    const request = { record, plan, ...published, ...chains, targets: targetsOf(asked), inspectors };
    return checksOf(await dr.verify(request));
  },

  async receipt(dr, asked) {
    const { record, plan, id } = asked;
    return (await dr.receipt({ record, plan, id, targets: targetsOf(asked) })).receipt;
  },

  async check_receipt(dr, { do: _, ...asked }) {
    return checksOf(await dr.verifyReceipt(asked));
  },

  async absence(dr, asked) {
    const { commitment, id } = asked;
    return (await dr.absence({ commitment, id, targets: targetsOf(asked) })).absence;
  },

  async check_absence(dr, { absence, commitment_digest }) {
    const { holds } = await dr.verifyAbsence({ absence, commitment_digest });
    if (!holds) throw new RangeError('it does not hold');
    return holds;
  },

  notice: async (dr, { commitment, plan }) => (await dr.notice({ commitment, plan })).notice,

  digest: async (dr, { record }) => (await dr.digest({ record })).digest,
};

/** The checks of a record that the vectors are about. */
const CHAINS = ['attempts', 'amendments'];

/** What all implementations must say alike: see the crate's `selftest`. */
function comparable(kind, answer) {
  if (kind === 'verify') return answer.checks.filter(({ name }) => CHAINS.includes(name));
  const failed = kind === 'check_receipt' && answer.checks.find(({ status }) => status === 'failed');
  return failed ? failed.name : answer;
}

/** A text that two answers share if they say the same, whatever the order of their members. */
function canonical(answer) {
  const sorted = (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(answer, sorted);
}

const same = (kind, found, expected) =>
  canonical(comparable(kind, found)) === canonical(comparable(kind, expected));

/**
 * Puts every case to the package: how many it answered as it should, and those that it did not.
 * @param {object} dr the package
 * @param {{cases: object[]}} vectors a file of vectors
 * @param {object} rounds the published rounds of drand
 */
export async function byPackage(dr, { cases }, rounds) {
  const wrong = [];
  let answered = 0;
  for (const { id, comment, input, result, expected } of cases.filter(({ input }) => input.do in answers)) {
    const found = await answers[input.do](dr, input, rounds).then(
      (ok) => ({ ok }),
      (error) => ({ error }),
    );
    const right = result === 'valid' ? 'ok' in found && same(input.do, found.ok, expected) : 'error' in found;
    if (right) answered += 1;
    else wrong.push({ id, comment, found: canonical(found.ok) ?? String(found.error) });
  }
  return { answered, wrong };
}

/**
 * Puts every case to the native part's own test, and compares its answers once more here.
 * @param {(vectors: string) => string} selftest
 * @param {string} text a file of vectors
 */
export function bySelftest(selftest, text) {
  const outcomes = JSON.parse(selftest(text));
  const wrong = JSON.parse(text).cases.filter(({ input, result, expected }, at) => {
    const { passed, found } = outcomes[at];
    return !passed || (result === 'valid' ? !same(input.do, found.Ok, expected) : !('Err' in found));
  });
  return { answered: outcomes.length - wrong.length, wrong: wrong.map(({ id, comment }) => ({ id, comment })) };
}
