/** What can go wrong, in the words of the core. */

/** An error with a stable code, its parameters and a sentence in English (`message`) and in Chinese (`messageZh`). */
export class DoubleRandomError extends Error {
  /** @param {{code: string, params: Record<string, unknown>, zh: string, en: string}} told */
  constructor({ code, params, zh, en }) {
    super(en);
    this.name = 'DoubleRandomError';
    this.code = code;
    this.params = params;
    this.messageZh = zh;
  }

  /** The same error as an answer carries it. */
  told() {
    return { code: this.code, params: this.params, zh: this.messageZh, en: this.message };
  }
}

/**
 * Stopped on request; the words are the core's.
 * @param {number} done
 * @param {number} total
 */
export function interrupted(done, total) {
  return new DoubleRandomError({
    code: 'progress.interrupted',
    params: { done, total },
    zh: `已按要求停止，完成${done}步，共${total}步`,
    en: `stopped on request after ${done} of ${total} steps`,
  });
}

/** A file that was said to be GBK and is not. */
export function notGbk() {
  return new DoubleRandomError({
    code: 'table.not_gbk',
    params: {},
    zh: '文件不是GBK编码',
    en: 'the file is not GBK text',
  });
}

/**
 * What an answer of the core holds, or its error, thrown.
 * @param {string} answer
 */
export function ok(answer) {
  const { ok, error } = JSON.parse(answer);
  if (error) throw new DoubleRandomError(error);
  return ok;
}

/**
 * The result of a call of the native part, which throws its errors as answers; whatever else is thrown is a callback's own.
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
export function explained(call) {
  try {
    return call();
  } catch (thrown) {
    throw typeof thrown === 'string' ? new DoubleRandomError(JSON.parse(thrown).error) : thrown;
  }
}
