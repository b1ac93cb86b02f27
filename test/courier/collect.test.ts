import { describe, expect, it } from 'vitest'
import { stepFor } from '../../src/courier/collect.ts'
import type { Entry } from '../../src/courier/journal.ts'
import type { Places } from '../../src/courier/place.ts'
import type { CourierEntry } from '../../src/outbox/mailbox/mailbox.ts'

const LISTED: CourierEntry = {
  id: '313a61',
  fileName: 'PO-1.edi',
  mediaType: 'text/plain',
  size: 3,
  digest: 'a'.repeat(64),
  round: 1,
  taken: 'you',
}

const ENTRY: Entry = {
  id: '313a61',
  round: 1,
  name: 'PO-1.edi',
  size: 3,
  digest: 'a'.repeat(64),
  state: 'intended',
  at: 0,
}

/** Step for a listed document with this journal entry. */
function happens(listed: Partial<CourierEntry>, before: Partial<Entry> | null): string {
  let entry: Entry | undefined = before ? { ...ENTRY, ...before } : undefined
  const places = {
    journal: {
      get: () => entry,
      save: (saved: Entry) => {
        entry = saved
      },
    },
    work: { remove: () => {} },
  } as unknown as Places
  const step = stepFor({ ...LISTED, ...listed }, places, 7)
  if (step && 'unknown' in step) return 'unknown'
  const state = entry ? `${entry.state} ${entry.round}` : 'nothing'
  return step ? `put: ${step.entry.state} ${step.entry.round}` : `leave: ${state}`
}

describe('a listed document', () => {
  it.each([
    [{ taken: null }, null, 'put: intended 1'],
    [{ taken: 'you' }, null, 'unknown'],
    [{ taken: 'another' }, null, 'leave: nothing'],
    [{ taken: 'you' }, { state: 'intended' }, 'put: intended 1'],
    [{ taken: 'you' }, { state: 'written' }, 'put: written 1'],
    // The document must be fetched again before the courier places the document.
    [{ taken: null, round: 2 }, { state: 'written' }, 'put: intended 2'],
    [{ taken: 'you', round: 2 }, { state: 'written' }, 'put: intended 2'],
    [{ taken: 'you', digest: 'b'.repeat(64) }, { state: 'written' }, 'put: intended 1'],
    [{ taken: 'another', round: 2 }, { state: 'written' }, 'leave: dropped 1'],
    [{ taken: 'another', round: 2 }, { state: 'placed' }, 'leave: placed 1'],
    // The gateway does not yet know the status.
    [{ taken: 'you' }, { state: 'placed' }, 'leave: placed 1'],
    [{ taken: null, round: 2 }, { state: 'placed' }, 'leave: placed 2'],
    [{ taken: null, round: 2 }, { state: 'collected', goneAt: 5 }, 'leave: collected 2'],
    [{ taken: null, round: 2, digest: 'b'.repeat(64) }, { state: 'placed' }, 'put: intended 2'],
    // The gateway knows the status, and a person requests another delivery.
    [{ taken: null, round: 2 }, { state: 'collected' }, 'put: intended 2'],
    [{ taken: null, round: 2 }, { state: 'eaten' }, 'put: intended 2'],
    [{ taken: null, round: 2 }, { state: 'failed' }, 'put: intended 2'],
    [{ taken: null, round: 2 }, { state: 'refused' }, 'put: intended 2'],
    [{ taken: null, round: 2 }, { state: 'unheard' }, 'put: intended 2'],
    [{ taken: null }, { state: 'dropped' }, 'put: intended 1'],
    [{ taken: 'you' }, { state: 'dropped' }, 'put: intended 1'],
    [{ taken: 'you' }, { state: 'eaten' }, 'leave: eaten 1'],
  ] as const)('%j with %j: %s', (listed, entry, outcome) => {
    expect(happens(listed, entry)).toBe(outcome)
  })
})
