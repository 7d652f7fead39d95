/** The calls that are the same wherever the work is done. */

/** Requests of the core, each of which is a method: `read_plan` is `readPlan`. */
const REQUESTS = [
  'read_plan', 'complete_plan', 'findings', 'tasks', 'rules', 'quota',
  'targets', 'inspectors', 'preview', 'trial',
  'secret', 'commit', 'draw', 'sheet', 'hash', 'void', 'verify',
  'amend', 'in_force', 'explain',
  'receipt', 'verify_receipt', 'absence', 'verify_absence',
  'notice', 'digest', 'public_list', 'certificate',
  'weights', 'estimate', 'survey_export', 'consistency', 'repeats', 'early_warning', 'tier_trend',
  'working_days', 'enter_results', 'merge_results', 'results', 'progress', 'feedback', 'disclosure',
];

/** @param {string} name */
const method = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** What asks requests: `ask` is for its heirs to say. */
export class Calls {
  /**
   * @param {Record<string, unknown>} _request
   * @param {object} [_options]
   * @returns {Promise<any>}
   */
  async ask(_request, _options) {
    throw new TypeError('who asks is an heir of this class');
  }
}

for (const name of REQUESTS) {
  Object.defineProperty(Calls.prototype, method(name), {
    /** @this {Calls} @param {object} request @param {object} [options] */
    value(request, options) {
      return this.ask({ do: name, ...request }, options);
    },
  });
}
