import type { SystemManners } from '../../servers/as2-system.ts'
import { type Expected, type Fault, moment } from './faults.ts'

/**
 * The partner already knows the message. The desk asks the partner, the partner fixes the fault, and the desk retries.
 */
const asked = (name: string, notifying: SystemManners['notifying'], note: RegExp): Fault => ({
  name,
  expected: ({ partner }) => (partner ? { outcome: 'refused', reached: 'maybe', note } : null),
  begin: ({ partner }) => partner?.behave({ notifying: notifying ?? {} }),
  async end({ partner }, desk) {
    partner?.behave({})
    await desk.retryRoute()
  },
})

const maybe: Expected = { outcome: 'uncertain', reached: 'maybe' }

/** Faults of a partner that signs its notifications; and a server that is slow, or crashes. */
export const AS2_FAULTS: readonly Fault[] = [
  {
    name: 'a warning',
    expected: ({ partner }) => (partner ? { outcome: 'delivered', reached: 'yes', note: /with a warning/ } : null),
    begin: ({ partner }) => partner?.behave({ notifying: { disposition: 'processed/warning: unexpected' } }),
    end: ({ partner }) => partner?.behave({}),
  },
  asked('MIC of another', { mic: 'AAAA' }, /MIC/),
  asked('signed by a stranger', { signer: 'stranger' }, /none of the certificates/),
  asked('not signed', { unsigned: true }, /not signed/),
  asked('changed after signing', { tampered: true }, /none of the certificates/),
  asked('failed', { disposition: 'failed/failure: unsupported format' }, /unsupported format/),
  asked('duplicate though new', { disposition: 'processed/error: duplicate-document' }, /nothing had been sent/),
  {
    name: 'slow loris',
    expected: ({ partner }) => (partner ? maybe : null),
    begin: ({ partner }) => partner?.behave({ drips: true }),
    end: ({ partner }) => partner?.behave({}),
  },
  {
    name: 'server restarts',
    expected: ({ partner }) => (partner ? maybe : null),
    async during({ partner }) {
      await moment(() => (partner?.unfinished ?? 0) > 0)
      await partner?.restart()
    },
  },
]
