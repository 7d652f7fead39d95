/** The calls, in this thread and in a worker alike. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { DoubleRandomError, open, openWorker } from 'double-random';

import * as demo from './demo.js';

const ways = { open, openWorker };

for (const [way, opened] of Object.entries(ways)) {
  /** Guards that a request is answered with plain objects and that its method says the same. */
  test(`${way}: a request and its method`, async () => {
    const dr = await opened();
    const request = { pool: [30, 15, 10, 5], rounding: 'up', quota: demo.QUOTA };
    const answer = await dr.quota(request);
    assert.deepEqual(answer.quota, [1, 1, 2, 2]);
    assert.deepEqual(answer.realised, ['1/30', '1/15', '1/5', '2/5']);
    assert.equal(Object.getPrototypeOf(answer), Object.prototype);
    assert.deepEqual(await dr.ask({ do: 'quota', ...request }), answer);
    dr.close?.();
  });

  /** Guards that errors are errors, with code, parameters and both sentences. */
  test(`${way}: errors`, async () => {
    const dr = await opened();
    await assert.rejects(dr.quota({ pool: [], rounding: 'up', quota: demo.QUOTA }), (error) => {
      assert(error instanceof DoubleRandomError && error instanceof Error);
      assert.equal(error.code, 'interop.bad_request');
      assert.match(error.message, /^the request is not understood: /);
      assert.match(error.messageZh, /^请求无法理解：/);
      assert.equal(typeof error.params.reason, 'string');
      return true;
    });
    await assert.rejects(dr.readTargets('id,tier\nA-1,E\nA-1,A\n'), ({ code, params }) => {
      assert.equal(code, 'table.bad_rows');
      const told = params.rows.map(({ row, column, code }) => [row, column, code]);
      assert.deepEqual(told, [
        [2, 'tier', 'risk.not_a_tier'],
        [3, 'id', 'table.duplicate_id'],
      ]);
      return true;
    });
    dr.close?.();
  });

  /** Guards a ceremony from plan to verification, its directory read from each kind of source. */
  test(`${way}: a ceremony from every kind of source`, async () => {
    const dr = await opened();
    const records = [];
    const bytes = new TextEncoder().encode(demo.CSV);
    for (const source of [demo.CSV, bytes, new Blob([demo.CSV]), demo.TABLE]) {
      const targets = await dr.readTargets(source);
      assert.equal(targets.rows, 60);
      assert.deepEqual(targets.columns, ['id', 'kind', 'tier']);
      const held = await demo.hold(dr, { targets });
      records.push(held.record);
      const published = { commitment_digest: held.commitmentDigest, record_digest: held.recordDigest };
      const evidence = { record: held.record, plan: held.plan, ...published };
      assert.equal((await dr.verify(evidence, { targets })).holds, true);
      const forged = held.record.replace('"rank": 1', '"rank": 2');
      assert.equal((await dr.verify({ ...evidence, record: forged }, { targets })).holds, false);
      await targets.close();
    }
    assert.equal(new Set(records).size, 1);
    dr.close?.();
  });

  /** Guards fields that a spreadsheet may hold and a CSV file must quote, and that rows are counted from the heading. */
  test(`${way}: rows of a spreadsheet`, async () => {
    const dr = await opened();
    const rows = [['A-1', '甲"店",一'], ['A-2', '']];
    const targets = await dr.readTargets({ columns: ['编号', '名称'], rows });
    assert.deepEqual([targets.rows, targets.columns], [2, ['id', 'name']]);
    await assert.rejects(dr.readTargets({ columns: ['id'], rows: [['A'], [''], ['A']] }), ({ params }) => {
      assert.deepEqual(params.rows.map(({ row }) => row), [3, 4]);
      return true;
    });
    dr.close?.();
  });

  /** Guards files in GBK, whose characters fall apart where pieces end, and files that are not what they are said to be. */
  test(`${way}: encodings`, async () => {
    const dr = await opened();
    // 企业名称 and 甲 in GBK.
    const [heading, name] = [[0xc6, 0xf3, 0xd2, 0xb5, 0xc3, 0xfb, 0xb3, 0xc6], [0xbc, 0xd7]];
    const ascii = (text) => [...new TextEncoder().encode(text)];
    const long = Array.from({ length: 40_000 }, () => name).flat();
    const rows = Array.from({ length: 60 }, (_, at) => [...ascii(`\nA-${at},`), ...long]);
    const gbk = new Uint8Array([...ascii('id,'), ...heading, ...rows.flat()]);
    const targets = await dr.readTargets(gbk, { encoding: 'gbk' });
    assert.deepEqual([targets.rows, targets.columns], [60, ['id', 'name']]);
    const { committed } = await dr.targets({ suite: 'sha256' }, { targets });
    const same = { columns: ['id', 'name'], rows: rows.map((_, at) => [`A-${at}`, '甲'.repeat(40_000)]) };
    const again = await dr.targets({ suite: 'sha256' }, { targets: await dr.readTargets(same) });
    assert.deepEqual(again.committed, committed);

    await assert.rejects(dr.readTargets(gbk), ({ code }) => code === 'table.bad_rows');
    const cut = new Uint8Array([...ascii('id\n'), 0xbc]);
    await assert.rejects(dr.readTargets(cut, { encoding: 'gbk' }), ({ code }) => code === 'table.not_gbk');
    dr.close?.();
  });

  /** Guards a salted directory, other headings, another profile, and inspectors, who are not salted. */
  test(`${way}: how a directory is read`, async () => {
    const dr = await opened();
    const targets = await dr.readTargets('许可证号\n甲-1\n', {
      profile: 'text',
      headings: { 许可证号: 'id' },
      saltKey: 'ab'.repeat(32),
    });
    const { committed } = await dr.targets({ suite: 'sm3' }, { targets });
    const asked = { profile: 'text', columns: ['id'], rows: [['甲-1']], salt_key: 'ab'.repeat(32) };
    assert.deepEqual(committed, (await dr.targets({ suite: 'sm3', targets: asked })).committed);
    const inspectors = await dr.readInspectors('编号,组长\nP-1,是\nP-2,否\n', { headings: { 组长: 'leader' } });
    assert.equal((await dr.inspectors({ suite: 'sm3' }, { inspectors })).leaders, 1);
    await assert.rejects(dr.readInspectors('id\nP-1\n', { saltKey: 'ab'.repeat(32) }), ({ code }) => code === 'interop.bad_request');
    dr.close?.();
  });

  /** Guards progress, which ends at the end, and what a callback throws, which comes out as it is. */
  test(`${way}: progress`, async () => {
    const dr = await opened();
    const csv = `id\n${Array.from({ length: 300_000 }, (_, at) => `A-${at}\n`).join('')}`;
    const told = [];
    const onProgress = (done, total) => told.push([done, total]);
    const targets = await dr.readTargets(csv, { onProgress });
    assert.deepEqual(told.at(-1), [csv.length, csv.length]);
    told.length = 0;
    await dr.targets({ suite: 'sha256' }, { targets, onProgress });
    assert.deepEqual(told.at(-1), [300_000, 300_000]);
    const own = new RangeError('mine');
    const stop = () => {
      throw own;
    };
    await assert.rejects(dr.targets({ suite: 'sha256' }, { targets, onProgress: stop }), own);
    await assert.rejects(dr.readTargets(csv, { onProgress: stop }), own);
    assert.equal((await dr.targets({ suite: 'sha256' }, { targets })).rows, 300_000);
    dr.close?.();
  });

  /** Guards that work is stopped on request, before it begins and while it lasts, and that what is held is still there. */
  test(`${way}: stopping`, async () => {
    const dr = await opened();
    const csv = `id\n${Array.from({ length: 300_000 }, (_, at) => `A-${at}\n`).join('')}`;
    const targets = await dr.readTargets(csv);
    await assert.rejects(dr.targets({ suite: 'sm3' }, { targets, signal: AbortSignal.abort() }), ({ code }) => code === 'progress.interrupted');
    const stopped = new AbortController();
    const onProgress = () => stopped.abort();
    const { signal } = stopped;
    await assert.rejects(dr.targets({ suite: 'sm3' }, { targets, onProgress, signal }), (error) => {
      assert.equal(error.code, 'progress.interrupted');
      const { done, total } = error.params;
      assert(done > 0 && done < total && total === 300_000);
      assert.equal(error.message, `stopped on request after ${done} of ${total} steps`);
      assert.equal(error.messageZh, `已按要求停止，完成${done}步，共${total}步`);
      return true;
    });
    const [first, second] = await Promise.all([
      dr.targets({ suite: 'sm3' }, { targets }),
      dr.targets({ suite: 'sha256' }, { targets }),
    ]);
    assert.deepEqual([first.rows, second.rows], [300_000, 300_000]);
    dr.close?.();
  });
}

/** Guards that a call that waits for its turn is given up at once, and that the one before it goes on. */
test('openWorker: stopping what has not begun', async () => {
  const dr = await openWorker();
  const csv = `id\n${Array.from({ length: 200_000 }, (_, at) => `A-${at}\n`).join('')}`;
  const order = [];
  const reading = dr.readTargets(csv).then(({ rows }) => order.push(rows));
  const stopped = new AbortController();
  const waiting = dr.hash({ suite: 'sm3', text: '' }, { signal: stopped.signal }).catch(({ code }) => order.push(code));
  stopped.abort();
  await Promise.all([reading, waiting]);
  assert.deepEqual(order, ['progress.interrupted', 200_000]);
  dr.close();
});

/** Guards that a worker that cannot be started, or is closed while it works, is told. */
test('openWorker: workers that end', async () => {
  await assert.rejects(openWorker({ wasm: new Uint8Array([0, 97, 115, 109]) }), WebAssembly.CompileError);
  const dr = await openWorker();
  const asked = dr.readTargets(`id\n${'x'.repeat(100)}\n`);
  dr.close();
  await assert.rejects(asked, ({ code }) => code === 'progress.interrupted');
});

/** Guards that every request of the core has a method and a type. */
test('every request has a method', async () => {
  const read = (path) => readFile(new URL(path, import.meta.url), 'utf8');
  const [requests, types] = [await read('../../core/src/interop/request.rs'), await read('../js/index.d.ts')];
  const [, variants] = requests.match(/^pub\(super\) enum Request \{$(.*?)^\}$/ms);
  const methods = [...variants.matchAll(/^ {4}(\w)(\w*)\(/gm)].map(([, first, rest]) => first.toLowerCase() + rest);
  assert(methods.length > 30);
  const dr = await open();
  for (const method of methods) {
    assert(types.includes(`\n  ${method}: Call<`), method);
    const asked = dr[method]({ no_such_member: true });
    // The core knows the request: it is a member that it misses or does not know.
    await assert.rejects(asked, ({ code, params }) => code === 'interop.bad_request' && !params.reason.includes('variant'));
  }
});
