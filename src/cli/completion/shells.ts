/** The words of a command that a shell completes. */
export interface CommandWords {
  readonly name: string
  readonly summary: string
  readonly actions: readonly string[]
  /** With both dashes. */
  readonly options: readonly string[]
}

type Write = (commands: readonly CommandWords[]) => string

const namesOf = (commands: readonly CommandWords[]): string => commands.map(({ name }) => name).join(' ')

const SHORT_NAME = 'command -v orderbridge >/dev/null || orderbridge() { npx orderbridge "$@"; }'

const bash: Write = (commands) => `${SHORT_NAME}
_orderbridge() {
  local choices=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    choices='${namesOf(commands)}'
  else
    case "\${COMP_WORDS[1]}" in
${commands.map(({ name, actions, options }) => `      ${name}) choices='${[...actions, ...options].join(' ')}' ;;`).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$choices" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _orderbridge orderbridge`

const zsh: Write = (commands) => `${SHORT_NAME}
_orderbridge() {
  local -a choices
  if (( CURRENT == 2 )); then
    choices=(${namesOf(commands)})
  else
    case "$words[2]" in
${commands.map(({ name, actions, options }) => `      ${name}) choices=(${[...actions, ...options].join(' ')}) ;;`).join('\n')}
    esac
  fi
  compadd -- $choices || _files
}
autoload -Uz compinit && compinit
compdef _orderbridge orderbridge`

const fish: Write = (commands) =>
  [
    'type -q orderbridge; or function orderbridge; npx orderbridge $argv; end',
    ...commands.flatMap(({ name, summary, actions, options }) => {
      const after = `complete -c orderbridge -n '__fish_seen_subcommand_from ${name}'`
      return [
        `complete -c orderbridge -n __fish_use_subcommand -f -a ${name} -d '${summary.replace(/[\\']/g, '\\$&')}'`,
        ...(actions.length > 0 ? [`${after} -a '${actions.join(' ')}'`] : []),
        ...options.map((option) => `${after} -l ${option.slice(2)}`),
      ]
    }),
  ].join('\n')

export const SHELLS: Readonly<Record<string, Write>> = { bash, zsh, fish }
