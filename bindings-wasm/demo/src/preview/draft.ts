/** The preview as it stands: plan, directory, day, what was decided and what it comes to. */

import { ask, type Directory } from '../page/engine.ts';
import type { OnProgress } from '../page/work.ts';
import type { Plan } from './plan.ts';
import type { PlanTold, Rules, Selector, Task, TaskQuotas } from './told.ts';

export interface Decision {
  readonly selector?: Selector;
  readonly rules?: Rules;
}

/** What a task comes to: its quotas, or why there are none. */
export type Outcome = { readonly quotas: TaskQuotas } | { readonly error: unknown };

export class Draft {
  plan: Plan | undefined;
  directory: Directory | undefined;
  /** Today where the user is, written as a day of the year is: 2025-07-01. */
  day = new Intl.DateTimeFormat('sv-SE').format(new Date());
  /** Counts what makes numbers under way worthless. */
  #age = 0;
  /** The last decision. */
  #turn: Promise<void> = Promise.resolve();
  readonly #outcomes = new Map<string, Outcome>();

  get tasks(): readonly Task[] {
    return this.plan?.told.tasks ?? [];
  }

  /** The tasks that have all that a draw needs. */
  get ready(): readonly Task[] {
    return this.tasks.filter((task) => task.selector && task.rules);
  }

  task(name: string): Task | undefined {
    return this.tasks.find((task) => task.name === name);
  }

  /** The quotas of a task, if it has any. */
  quotas(name: string): TaskQuotas | undefined {
    const outcome = this.#outcomes.get(name);
    return outcome && 'quotas' in outcome ? outcome.quotas : undefined;
  }

  outcome(name: string): Outcome | undefined {
    return this.#outcomes.get(name);
  }

  forget(): void {
    this.#age += 1;
    this.#outcomes.clear();
  }

  /** When all is set that was decided. */
  settled(): Promise<void> {
    return this.#turn;
  }

  /** Sets what is decided for tasks, one decision after the other; what is left out stays. */
  decide(decisions: Readonly<Record<string, Decision>>): Promise<void> {
    const decided = this.#turn.then(() => this.#decide(decisions));
    this.#turn = decided.catch(() => {});
    return decided;
  }

  async #decide(decisions: Readonly<Record<string, Decision>>): Promise<void> {
    if (!this.plan) return;
    const completed = await ask<{ plan: string }>({ do: 'complete_plan', plan: this.plan.document, tasks: decisions });
    const told = await ask<PlanTold>({ do: 'tasks', plan: completed.plan });
    this.plan = { document: completed.plan, told };
    this.#age += 1;
    for (const name of Object.keys(decisions)) this.#outcomes.delete(name);
  }

  /** Works out the quotas that are not known yet, one task after the other, until something changes. */
  async compute({ onProgress, signal }: { onProgress?: OnProgress; signal?: AbortSignal } = {}): Promise<void> {
    const open = this.ready.filter((task) => !this.#outcomes.has(task.name));
    const age = this.#age;
    for (const [place, task] of open.entries()) {
      const outcome = await this.#preview(task, signal);
      if (age !== this.#age) return;
      this.#outcomes.set(task.name, outcome);
      onProgress?.(place + 1, open.length);
    }
  }

  async #preview(task: Task, signal?: AbortSignal): Promise<Outcome> {
    const request = { do: 'preview', plan: this.plan?.document, tasks: [task.name], as_of: this.day };
    try {
      const answer = await ask<{ tasks: TaskQuotas[] }>(request, { targets: this.directory }, signal ? { signal } : {});
      const [quotas] = answer.tasks;
      return quotas ? { quotas } : { error: new Error('no task in the answer') };
    } catch (error) {
      if (signal?.aborted) throw error;
      return { error };
    }
  }
}
