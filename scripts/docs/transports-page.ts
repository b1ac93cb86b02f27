import { transports } from '../../src/transports/registry.ts'
import { exampleSettings } from '../../src/transports/transport.ts'
import { code, page, table } from './markdown.ts'

export function transportsPage(): string {
  const rows = Object.values(transports).map((transport) => {
    const settings = exampleSettings(transport)
    return [
      code(transport.kind),
      Object.keys(transport.example).map(code).join(', '),
      code(transport.protection(settings)),
      transport.check ? 'yes' : 'no',
      transport.storageLocation ? 'yes' : 'no',
      transport.takes ? code(transport.takes) : 'any document',
      transport.onlyDeployed ? 'no' : 'yes',
    ]
  })
  const heads = ['Transport', 'Needs', 'Protection', 'Can look', 'Replaces a file', 'Carries', 'From your machine']
  return page(
    'Transports',
    'From `src/transports/every-transport.ts`. [Settings](settings.md) lists all settings of each. [The guides](../guides/README.md) say how to use them.',
    table(heads, rows),
    [
      '- **Needs**: the settings without which a route cannot start.',
      '- **Protection**: with these settings alone. [Network](../guides/network.md) explains the levels.',
      "- **Can look**: `whenUncertain: 'check'` is possible. [Look before you send again](../guides/uncertain.md) says how.",
      '- **Replaces a file**: a later document of the same name takes the place of an earlier one.',
      '- **From your machine**: `npx orderbridge doctor --send-test` can send.',
    ].join('\n'),
  )
}
