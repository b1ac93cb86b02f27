/** The part of npm `edifact` that the tests use; the package has no types. */
declare module 'edifact' {
  export class Parser {
    encoding(level: string): void
    on(event: 'opensegment' | 'component', listener: (text: string) => void): void
    on(event: 'element' | 'closesegment', listener: () => void): void
    write(text: string): void
    end(): void
  }
  export class Tracker {
    constructor(table: unknown)
    accept(segment: string): void
  }
}
