import { setTimeout as sleep } from 'node:timers/promises'
import type { PollReport } from '../../src/sources/poll-report.ts'
import type { Stage } from './stage.ts'

/** Whoever has the console token. A gateway that is down, or dies, is asked again. */
export interface Operator {
  /** One run. Null when there was no answer. */
  poll(): Promise<PollReport | null>
  /** Runs until the list has been read to its end; every answer on the way. */
  pollToTheEnd(limitMs: number): Promise<PollReport[]>
  /** Every order of a state, or of all. */
  orders(state?: string): Promise<{ readonly orderNumber: string; readonly version: number }[]>
}

const BETWEEN_MS = 500

export function createOperator({ gateway, setting }: Pick<Stage, 'gateway' | 'setting'>): Operator {
  const headers = { authorization: `Bearer ${setting.consoleToken}` }

  const operator: Operator = {
    async poll() {
      try {
        const response = await fetch(`${gateway.url}/api/suppliers/polled/poll`, { method: 'POST', headers })
        return response.ok ? ((await response.json()) as PollReport) : null
      } catch {
        return null
      }
    },
    async pollToTheEnd(limitMs) {
      const reports: PollReport[] = []
      for (const until = Date.now() + limitMs; Date.now() < until; await sleep(BETWEEN_MS)) {
        const report = await operator.poll()
        if (report) reports.push(report)
        if (report?.complete) return reports
      }
      throw new Error(`The list was not read to its end within ${limitMs} ms: ${JSON.stringify(reports.at(-1))}`)
    },
    async orders(state = '') {
      const found: { orderNumber: string; version: number }[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query = new URLSearchParams({ supplier: 'polled', state, limit: '200', cursor })
        const response: Response = await fetch(`${gateway.url}/api/orders?${query}`, { headers })
        const page = (await response.json()) as { orders: typeof found; cursor: string | null }
        found.push(...page.orders)
        cursor = page.cursor
      }
      return found
    },
  }
  return operator
}

export const sum = (reports: readonly PollReport[], of: keyof PollReport): number =>
  reports.reduce((total, report) => total + Number(report[of] ?? 0), 0)
