/** A small ceremony that several tests share: sixty shops, fifteen of each tier, one task. */

const HEADING =
  '序号,抽查任务名称,抽查类型,抽查事项,抽查对象范围,抽查比例/数量,信用风险分类管理,抽取检查起至时间,抽查检查模式';
const ROW =
  '1,对企业的抽查,不定向,1.登记事项检查,全市企业,10%,对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。,' +
  '7月—11月,【县抽县查】 某市市场监管局发起并实施检查';

export const QUOTA = {
  progressive: { ratio: '10%', weights: [1, 2, 4, 8], minimum: 1, tier_minimums: [0, 0, 0, 0] },
};

export const KEY = '81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c';

const rows = Array.from({ length: 60 }, (_, at) => [
  `140581-${String(at).padStart(4, '0')}`,
  '企业',
  'ABCD'[Math.floor(at / 3) % 4],
]);

export const TABLE = { columns: ['id', 'kind', 'tier'], rows };

/** The same as a CSV file. */
export const CSV = [TABLE.columns, ...rows].map((row) => `${row.join(',')}\n`).join('');

const secret = { kind: 'secret', label: '信用监管股', value: '1f'.repeat(32) };
const lottery = { kind: 'public', label: '福彩双色球2025088' };

/** The plan of the ceremony. */
export async function plan(dr) {
  const read = await dr.readPlan({ form: 'csv', text: `${HEADING}\n${ROW}\n`, name: 'demo-2025', year: 2025 });
  const { rules } = await dr.rules({ quota: QUOTA });
  const decided = { selector: { kind: ['enterprise'] }, rules: { ...rules, reserve: 2 } };
  return (await dr.completePlan({ plan: read.plan, tasks: { '01': decided } })).plan;
}

/** What is asked for before anything is committed. */
export async function setting(dr) {
  return { plan: await plan(dr), tasks: ['01'], as_of: '2025-07-01' };
}

/** The whole ceremony, from commitment to record. */
export async function hold(dr, options) {
  const asked = await setting(dr);
  const { source } = await dr.secret({ suite: 'sha256', label: secret.label, value: secret.value });
  const sources = [source, { ...lottery, bits: 24 }];
  const committed = await dr.commit({ setting: asked, sources, witness: 'witnessed' }, options);
  const revealed = [secret, { ...lottery, value: '03 11 14 20 25 31 | 07' }];
  const { commitment, digest } = committed;
  const drawn = await dr.draw({ commitment, plan: asked.plan, sources: revealed }, options);
  return { plan: asked.plan, commitment, commitmentDigest: digest, record: drawn.record, recordDigest: drawn.digest };
}

/** A table of holidays that has 2025 in it. */
export const HOLIDAYS = 'date,day\n2025-01-01,off\n2025-10-01,off\n2025-10-11,work\n';

/** A file of results, entered a day after the visit: of all who were drawn but the first. */
export async function resultsFile(dr, { record, plan }, options) {
  const { draws } = await dr.inForce({ record, plan }, options);
  const [, ...visited] = draws[0].tiers.flatMap(({ targets }) => targets);
  const row = (id, at) => `${id},01,2025-08-04,甲;乙,${at === 0 ? '发现问题已责令改正' : '未发现问题'},1=是,某市市场监管局,王某,2025-08-05\n`;
  return `id,task,visited_to,inspectors,outcomes,items,agency,by,entered\n${visited.map(row).join('')}`;
}
