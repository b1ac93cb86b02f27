import * as z from 'zod/mini'

/** In capitals, as variables are: so that a secret that was put in the place of its name is seen. */
export const SECRET_NAME = /^[A-Z][A-Z0-9_]*$/

export const SecretName = z.string().check(z.regex(SECRET_NAME))
