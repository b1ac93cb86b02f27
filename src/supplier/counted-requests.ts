import { countedCertificates, countedWire, createSubrequestBudget, type SubrequestBudget } from '../web/subrequests.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

type RequestPorts = Pick<DispatcherPorts, 'wire' | 'certificates' | 'sendAlert'>

/** The ports that make requests to the network. All requests count against one budget for each run of the alarm. */
export function countRequests({ wire, certificates, sendAlert }: RequestPorts): RequestPorts & {
  readonly budget: SubrequestBudget
} {
  const budget = createSubrequestBudget()
  return {
    budget,
    wire: countedWire(wire, budget),
    certificates: countedCertificates(certificates, budget),
    async sendAlert(channel, alert) {
      budget.spend()
      return sendAlert(channel, alert)
    },
  }
}
