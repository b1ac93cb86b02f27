import * as z from 'zod/mini'

/** Capitals only, so that a secret in place of its name is noticed. */
export const SECRET_NAME = /^[A-Z][A-Z0-9_]*$/

export const SecretName = /* @__PURE__ */ z.lazy(() => z.string().check(z.regex(SECRET_NAME)))
