import * as z from 'zod/mini'
import { findUnsupported } from '../characters/repertoire.ts'
import { xmlKeys } from './writer.ts'

/** A text of the settings for XML, checked like a key: an unsuitable text is reported at start-up. */
export const keyText = (max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(max),
    z.refine((text) => findUnsupported(text, xmlKeys) === null, { message: 'must not hold unprintable characters' }),
  )
