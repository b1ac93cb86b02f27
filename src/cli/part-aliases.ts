/** Optional parts of a Worker. The build resolves `#formats` to `gateway.formats.ts`, and so on. */
export const PARTS = ['formats', 'transports', 'as2', 'mail', 'local'] as const

/** The module of each part, by the name under which the Worker imports the part. */
export const partAliases = (gatewayFile: string): Record<string, string> =>
  Object.fromEntries(PARTS.map((part) => [`#${part}`, partFile(gatewayFile, part)]))

export const partFile = (gatewayFile: string, part: (typeof PARTS)[number]): string =>
  `${gatewayFile.replace(/\.json$/, '')}.${part}.ts`
