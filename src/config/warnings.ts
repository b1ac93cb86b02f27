import type { Gateway } from '../profile/supplier.ts'
import type { Mistake } from './mistake.ts'

/** A stranger may post so much before the signature is looked at, on each connection. */
const LARGE_BODY_BYTES = 2 * 1_048_576

/** Settings that are allowed and have a price. */
export const configWarnings = ({ suppliers }: Gateway): Mistake[] =>
  Object.entries(suppliers).flatMap(([id, { maxBytes }]) =>
    maxBytes > LARGE_BODY_BYTES
      ? [
          {
            path: `suppliers.${id}.maxBytes`,
            message: `The gateway reads up to ${maxBytes} bytes from anybody before it can check the signature. An order of 2,000 lines has less than 1 MB. Choose at most ${LARGE_BODY_BYTES}.`,
          },
        ]
      : [],
  )
