import { edifactD96a } from './edifact-d96a.ts'
import type { Format } from './format.ts'
import { json } from './json.ts'

/** Every format a route can name. A new one is a file here and a line below. */
export const formats: Readonly<Record<string, Format>> = {
  [edifactD96a.id]: edifactD96a,
  [json.id]: json,
}
