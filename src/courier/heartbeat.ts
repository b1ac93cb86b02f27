import type { Gateway, HeartbeatReply } from './gateway.ts'
import type { StateFolder } from './state-folder.ts'
import type { Troubles } from './trouble.ts'

interface HeartbeatPorts {
  readonly gateway: Gateway
  readonly state: Pick<StateFolder, 'settleRun'>
  readonly log: (line: string) => void
}

/**
 * Requests the lease, sends the issues, and logs changes: whether the gateway is reached, and which courier holds the
 * lease.
 */
export function openHeartbeat({ gateway, state, log }: HeartbeatPorts, troubles: Troubles) {
  let isReached: boolean | null = null
  let held: boolean | null = null
  let isSettled = false

  /** Returns null if the gateway was not reached. */
  return async function sendHeartbeat(leaving = false): Promise<HeartbeatReply | null> {
    const answer = await gateway.sendHeartbeat(troubles.list(), leaving)
    if (answer.kind === 'ok') {
      if (isReached === false) log('The gateway is reached again')
      isReached = true
      if (answer.value.holds && !isSettled) state.settleRun()
      isSettled ||= answer.value.holds
      if (answer.value.holds !== held && !leaving)
        log(answer.value.holds ? 'This courier holds the lease' : 'Another courier holds the lease; waiting for it')
      held = answer.value.holds
      return answer.value
    }
    if (answer.kind === 'refused') {
      const why =
        answer.status === 401 ? 'It does not take the token of this mailbox.' : `${answer.status} ${answer.why}`
      troubles.add({ code: 'gateway', text: `The gateway refuses: ${why}` })
    } else if (isReached !== false) log(`The gateway can't be reached: ${answer.why}`)
    isReached = false
    return null
  }
}
