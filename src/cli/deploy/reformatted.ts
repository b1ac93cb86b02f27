import { routeIn } from '../../profile/route-named.ts'
import type { Gateway } from '../../profile/supplier.ts'
import type { RunningGateway } from './running-gateway.ts'

/** A line for each route whose format changes while orders wait: the orders, and the consequence for the orders. */
export function reformattedLines({ suppliers }: RunningGateway, next: Gateway): string[] {
  return [...suppliers].flatMap(([supplier, routes]) =>
    routes.flatMap(({ route, format, written, unwritten }) => {
      const after = routeIn(next, supplier, route)?.document.format
      if (format === null || after === undefined || after === format || written + unwritten === 0) return []
      const parts = [
        ...(written > 0 ? [`${written} with a stored document will be sent as written, in '${format}'`] : []),
        ...(unwritten > 0 ? [`${unwritten} without one will be written in '${after}'`] : []),
      ]
      const count = written + unwritten === 1 ? '1 delivery waits' : `${written + unwritten} deliveries wait`
      return [
        `Warning: ${supplier}, route '${route}': ${count} while the format changes from '${format}' to '${after}': ${parts.join('; ')}.`,
      ]
    }),
  )
}
