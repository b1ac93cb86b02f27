/** The words of each example in a help text, after `npx orderbridge <command>` or `npm run <command> --`. */
export const examplesIn = (help: string): string[][] =>
  help
    .split('\n')
    .flatMap(
      (line) =>
        /^ {2}(?:npx orderbridge [a-z-]+|npm (?:run [a-z]+|start)(?: --)?)(?= |$)(.*?)(?: {2,}\S.*)?$/.exec(
          line,
        )?.[1] ?? [],
    )
    .map((words) => [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''))
