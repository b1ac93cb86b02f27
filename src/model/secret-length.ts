/** A shorter secret or token can be guessed. */
export const SECRET_MIN_BYTES = 16
