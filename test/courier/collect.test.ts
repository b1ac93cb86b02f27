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
  handover: 1,
  fetchedBy: 'you',
}

const ENTRY: Entry = {
  id: '313a61',
  handover: 1,
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
  const state = entry ? `${entry.state} ${entry.handover}` : 'nothing'
  return step ? `put: ${step.entry.state} ${step.entry.handover}` : `leave: ${state}`
}

describe('a listed document', () => {
  it.each([
    [{ fetchedBy: null }, null, 'put: intended 1'],
    [{ fetchedBy: 'you' }, null, 'unknown'],
    [{ fetchedBy: 'another' }, null, 'leave: nothing'],
    [{ fetchedBy: 'you' }, { state: 'intended' }, 'put: intended 1'],
    [{ fetchedBy: 'you' }, { state: 'written' }, 'put: written 1'],
    // The document must be fetched again before the courier places the document.
    [{ fetchedBy: null, handover: 2 }, { state: 'written' }, 'put: intended 2'],
    [{ fetchedBy: 'you', handover: 2 }, { state: 'written' }, 'put: intended 2'],
    [{ fetchedBy: 'you', digest: 'b'.repeat(64) }, { state: 'written' }, 'put: intended 1'],
    [{ fetchedBy: 'another', handover: 2 }, { state: 'written' }, 'leave: dropped 1'],
    [{ fetchedBy: 'another', handover: 2 }, { state: 'placed' }, 'leave: placed 1'],
    // The gateway does not yet know the status.
    [{ fetchedBy: 'you' }, { state: 'placed' }, 'leave: placed 1'],
    [{ fetchedBy: null, handover: 2 }, { state: 'placed' }, 'leave: placed 2'],
    [{ fetchedBy: null, handover: 2 }, { state: 'collected', consumedAt: 5 }, 'leave: collected 2'],
    [{ fetchedBy: null, handover: 2, digest: 'b'.repeat(64) }, { state: 'placed' }, 'put: intended 2'],
    // The gateway knows the status, and a person requests another delivery.
    [{ fetchedBy: null, handover: 2 }, { state: 'collected' }, 'put: intended 2'],
    [{ fetchedBy: null, handover: 2 }, { state: 'consumed' }, 'put: intended 2'],
    [{ fetchedBy: null, handover: 2 }, { state: 'failed' }, 'put: intended 2'],
    [{ fetchedBy: null, handover: 2 }, { state: 'refused' }, 'put: intended 2'],
    [{ fetchedBy: null, handover: 2 }, { state: 'closed' }, 'put: intended 2'],
    [{ fetchedBy: null }, { state: 'dropped' }, 'put: intended 1'],
    [{ fetchedBy: 'you' }, { state: 'dropped' }, 'put: intended 1'],
    [{ fetchedBy: 'you' }, { state: 'consumed' }, 'leave: consumed 1'],
  ] as const)('%j with %j: %s', (listed, entry, outcome) => {
    expect(happens(listed, entry)).toBe(outcome)
  })
})
