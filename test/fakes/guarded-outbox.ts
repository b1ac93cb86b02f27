import type { Alert } from '../../src/alerts/alert.ts'
import type { ClosedNote } from '../../src/outbox/alerts/closed-alert.ts'
import { openGuardedOutbox } from '../../src/supplier/guarded-outbox.ts'
import type { TestOutbox } from './outbox.ts'

/** The storage of a test's outbox, opened by the guard as in the object. `told`: whether the channel takes an alert. */
export function guardedOutbox(test: TestOutbox, alerts: Alert[], told: () => boolean = () => true) {
  let note: ClosedNote | null = null
  const open = () =>
    openGuardedOutbox({
      ...test.ports,
      note: {
        get: () => note,
        put: (kept) => {
          note = kept
        },
        delete: () => {
          note = null
        },
      },
      alertDirectly: async (alert) => {
        const isTaken = told()
        if (isTaken) alerts.push(alert)
        return isTaken
      },
    })
  let outbox = open()
  return {
    get outbox() {
      return outbox
    },
    get note() {
      return note
    },
    /** The object stops and starts again. */
    reopen(): void {
      outbox = open()
    },
  }
}
