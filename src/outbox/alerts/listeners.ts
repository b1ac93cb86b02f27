import type { Alert } from '../../alerts/alert.ts'
import type { Channel } from '../../profile/alert-rules.ts'

/**
 * Channels for an alert. A failing channel gets no alert about its own failure, only the `resolved` message. A backup
 * channel gets the alert when no other channel is left.
 */
export function listeners(channels: readonly Channel[], { kind, of, cause }: Alert): readonly Channel[] {
  const failed =
    kind === 'channel-failed' || of === 'channel-failed' ? channels.filter(({ name }) => name === cause) : []
  const able = channels.filter((channel) => !failed.includes(channel))
  const first = able.filter(({ backup }) => !backup)
  return [...(first.length > 0 ? first : able.slice(0, 1)), ...(kind === 'resolved' ? failed : [])]
}
