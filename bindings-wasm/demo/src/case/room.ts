/** The room of one's own case (个体核验): a receipt in, what became of its holder out. */

import { type DigestFields, digestFields } from "../check/digests.ts";
import { Evidence, evidenceTable } from "../check/evidence.ts";
import { steps, type Verified, verdict } from "../check/report.ts";
import { type OpenFile, openFile, openText } from "../files/open.ts";
import { dropZone } from "../page/drop.ts";
import { h, refill } from "../page/elements.ts";
import { ask } from "../page/engine.ts";
import { caseExample, type Case } from "../page/example.ts";
import { Fault } from "../page/faults.ts";
import { field } from "../page/fields.ts";
import { say } from "../page/speech.ts";
import { work } from "../page/work.ts";
import { cards } from "./cards.ts";
import type { Receipt } from "./documents.ts";

export function caseRoom(): HTMLElement {
  const evidence = new Evidence();
  const listed = h("div", { "aria-live": "polite" });
  const result = h("div", { class: "result" });
  const digests = digestFields();
  const paste: HTMLTextAreaElement = h("textarea", { rows: 5, spellcheck: "false", class: "code" });

  const show = async () => {
    digests.fill(await evidence.published());
    refill(listed, evidenceTable(evidence, () => void show()));
    refill(result);
  };
  const add = async (files: readonly OpenFile[]) => {
    for (const file of files) evidence.add(file);
    await show();
  };
  const dropped = async (files: readonly File[]) => {
    const opened = await work(result, say("正在打开文件", "Opening the files"), ({ signal }) => Promise.all(files.map((file) => openFile(file, signal))));
    if (opened) await add(opened);
  };
  const pasted = async () => {
    await add([await openText(say("粘贴的凭证", "pasted receipt").zh, paste.value)]);
    paste.value = "";
  };
  const run = async () => {
    const view = await work(result, say("正在核验", "Verifying"), () => checkCase(evidence, digests));
    if (view) refill(result, view);
  };
  const load = (of: Case) => async () => {
    evidence.clear();
    await add(await caseExample(of));
    await run();
  };
  const example = (of: Case, zh: string, en: string) => h("button", { type: "button", class: "example", onclick: load(of) }, say(zh, en));
  return h(
    "div",
    {},
    h(
      "p",
      { class: "lead" },
      say(
        "抽查过后，您可以向抽取机关要一份“个体核验凭证”。放在这里，就能自己核对：您在不在名录库中，有没有抽中，为什么。",
        "After an inspection campaign you can ask the authority for a receipt. Put it here and check for yourself: whether you are in the directory, whether you were drawn, and why.",
      ),
    ),
    h("div", { class: "actions" }, example("drawn", "示例：抽中的一户", "Example: a shop that was drawn"), example("not-drawn", "示例：没有抽中的一户", "Example: one that was not"), example("absent", "示例：不在名录库中的一户", "Example: one not in the directory")),
    h("h3", {}, say("一、凭证", "1. The receipt")),
    dropZone({
      label: say("凭证，最好连同抽取公告、抽取摘要和计划", "The receipt, best along with notice, digest and plan"),
      hint: say("凭证是一个.json文件；公告和摘要是抽取机关公布的文件", "a receipt is a .json file; notice and digest are what the authority published"),
      multiple: true,
      onfiles: dropped,
    }),
    h("details", {}, h("summary", {}, say("或粘贴凭证的内容", "Or paste the receipt")), field(say("凭证内容", "Text of the receipt"), paste), h("button", { type: "button", onclick: pasted }, say("读取", "Read"))),
    listed,
    h("h3", {}, say("二、公布的两个摘要", "2. The two published digests")),
    h("p", { class: "hint" }, say("抽取机关在抽取前、后各公布一个64位的摘要。凭证要与它们一致才算数；放入抽取公告和抽取摘要即自动填好。", "The authority publishes one digest of 64 characters before the draw and one after. A receipt counts only if it agrees with them; notice and digest fill them in.")),
    digests.element,
    h("button", { type: "button", class: "main", onclick: run }, say("核对", "Check")),
    result,
    words(),
  );
}

async function checkCase(evidence: Evidence, digests: DigestFields): Promise<HTMLElement> {
  const { commitment, record } = digests.values();
  const [receipt, absence] = [await evidence.text("receipt"), await evidence.text("absence")];
  if (receipt === undefined && absence === undefined) throw new Fault("page.no_receipt", say("还没有凭证", "there is no receipt yet"));
  if (!commitment || (receipt !== undefined && !record)) throw digestsMissing();
  if (receipt === undefined) {
    return resultView(await ask<Verified>({ do: "verify_absence", absence, commitment_digest: commitment }), null);
  }
  const [digest, plan] = [await evidence.text("digest"), await evidence.text("plan")];
  const verified = await ask<Verified>({ do: "verify_receipt", receipt, commitment_digest: commitment, record_digest: record, digest, plan });
  return resultView(verified, JSON.parse(receipt), titlesOf(plan));
}

/** The titles of the tasks, where the plan is there to say them. */
function titlesOf(plan: string | undefined): Map<string, string> {
  try {
    const { tasks } = JSON.parse(plan ?? "") as { tasks: { name: string; published: { title: string } }[] };
    return new Map(tasks.map(({ name, published }) => [name, published.title]));
  } catch {
    return new Map();
  }
}

function resultView(verified: Verified, shown: HTMLElement | null): HTMLElement {
  const { plain_zh: zh = "", plain_en: en = "" } = verified.report;
  return h(
    "div",
    { class: "report" },
    h("h3", {}, say("三、结果", "3. The result")),
    verdict(verified, receipt ? say("凭证", "The receipt") : say("不在库证明", "The proof of absence")),
    receipt && summary(receipt),
    shown ?? h("p", { class: "plain" }, { zh, en }),
    h("details", {}, h("summary", {}, say("逐项核验", "Step by step")), shown && h("p", { class: "plain" }, { zh, en }), steps(verified, "凭证核验报告-receipt-report")),
  );
}

function digestsMissing(): Fault {
  return new Fault(
    "page.digests_missing",
    say(
      "还缺公布的摘要。没有它们，凭证只能证明自己与自己一致；请从抽取机关的公告中抄录，或放入抽取公告和抽取摘要文件",
      "the published digests are missing. Without them a receipt only agrees with itself; copy them from what the authority published, or put in notice and digest",
    ),
  );
}

/** The few words an owner needs. */
function words(): HTMLElement {
  return h(
    "details",
    { class: "glossary" },
    h("summary", {}, say("这些词是什么意思", "What these words mean")),
    h(
      "dl",
      {},
      h("dt", {}, say("名录库", "Directory")),
      h("dd", {}, say("从中抽取的全部经营者名单。抽取前已经定下并公布了它的指纹，事后改一个字都会被发现。", "The list of all from whom is drawn. Its fingerprint was published before the draw; a single letter changed afterwards would show.")),
      h("dt", {}, say("签号", "Ticket")),
      h("dd", {}, say("由抽取密钥和您的统一社会信用代码算出的一串字符，谁也不能挑选，谁都可以重算。", "A string worked out from the key of the draw and your code. Nobody can choose it, and anyone can work it out again.")),
      h("dt", {}, say("截止签号", "Cut-off")),
      h("dd", {}, say("最后一个抽中者的签号。签号不大于它的抽中，大于它的没有抽中。", "The ticket of the last one drawn. Who is not above it is drawn, who is above it is not.")),
      h("dt", {}, say("摘要", "Digest")),
      h("dd", {}, say("文件的指纹。抽取前、后公布，用来证明文件没有换过。", "The fingerprint of a file, published before and after the draw, which shows that the file is still the same.")),
    ),
  );
}
