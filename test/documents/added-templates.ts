import { templates } from '../../templates/index.ts'

/** Runs `then` with additional templates. */
export function having<T>(added: Readonly<Record<string, string>>, then: () => T): T {
  const everything: Record<string, string> = templates
  Object.assign(everything, added)
  try {
    return then()
  } finally {
    for (const name of Object.keys(added)) delete everything[name]
  }
}
