/** The time-out that an attempt would have. */
export function withLimit(seconds: number): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new Error('The time was up.')), seconds * 1000)
  return { signal: controller.signal, end: () => clearTimeout(timer) }
}
