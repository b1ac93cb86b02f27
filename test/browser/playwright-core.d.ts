/** The part of playwright-core that the run needs. Its own declarations need all of the browser's. */
export interface Page {
  goto(url: string): Promise<{ status(): number } | null>
  fill(selector: string, value: string): Promise<void>
  click(selector: string, options?: { timeout: number }): Promise<void>
  setInputFiles(selector: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>
  inputValue(selector: string): Promise<string>
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>
  waitForTimeout(milliseconds: number): Promise<void>
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>
  emulateMedia(options: { readonly colorScheme?: 'light' | 'dark'; readonly media?: 'print' | 'screen' }): Promise<void>
  readonly keyboard: { press(key: string): Promise<void> }
  selectOption(selector: string, value: string): Promise<unknown>
  check(selector: string): Promise<void>
  url(): string
  context(): Pick<BrowserContext, 'clearCookies'>
  title(): Promise<string>
  textContent(selector: string): Promise<string | null>
  getAttribute(selector: string, name: string): Promise<string | null>
  evaluate<R>(script: string): Promise<R>
  screenshot(options: { path: string; fullPage: boolean }): Promise<unknown>
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void
  on(event: 'request', listener: (request: { url(): string }) => void): void
  close(): Promise<void>
}

export interface BrowserContext {
  setDefaultTimeout(ms: number): void
  newPage(): Promise<Page>
  /** Runs in each frame before the scripts of its page. */
  addInitScript(script: { readonly content: string }): Promise<void>
  clearCookies(): Promise<void>
  /** Requests with the cookies of this context. */
  readonly request: {
    get(url: string): Promise<{ status(): number; headers(): Record<string, string>; text(): Promise<string> }>
  }
  close(): Promise<void>
}

export interface ContextOptions {
  readonly locale: string
  readonly colorScheme: 'light' | 'dark'
  readonly javaScriptEnabled: boolean
  readonly viewport: { readonly width: number; readonly height: number }
  readonly baseURL: string
}

export interface Browser {
  newContext(options: ContextOptions): Promise<BrowserContext>
  version(): string
  close(): Promise<void>
}

export const chromium: {
  launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>
}
