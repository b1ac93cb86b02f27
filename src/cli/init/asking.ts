import { UsageError } from '../command.ts'
import { type Answers, nextQuestion, type Question, questionsFor } from './questions.ts'

/** Answers a question of a person; undefined after the end of the input. */
export type AskPerson = (prompt: string) => Promise<string | undefined>

/** Asks every question that no option answers, and each again until the answer is right. */
export async function askAll(given: Answers, askPerson: AskPerson, say: (line: string) => void): Promise<Answers> {
  let answers: Answers = {}
  for (;;) {
    const question = nextQuestion(answers)
    if (question === null) return answers
    const answer = await answerTo(question, given, askPerson, say)
    answers = { ...answers, [question.option]: answer }
  }
}

async function answerTo(
  { option, sentence, proposal, problem }: Question,
  given: Answers,
  askPerson: AskPerson,
  say: (line: string) => void,
): Promise<string> {
  const fromOption = given[option]
  if (fromOption !== undefined) {
    const wrong = problem(fromOption)
    if (wrong !== null) throw new UsageError(`--${option}: ${wrong}`)
    return fromOption
  }
  for (;;) {
    const reply = await askPerson(`${sentence}${proposal === undefined || proposal === '' ? '' : ` [${proposal}]`}: `)
    if (reply === undefined) throw new UsageError('The input ended before the last answer. Nothing was written.')
    const answer = reply.trim() === '' ? proposal : reply.trim()
    const wrong = answer === undefined ? 'This needs an answer.' : problem(answer)
    if (wrong === null && answer !== undefined) return answer
    say(`  ${wrong}`)
  }
}

/** Answers from options and proposals, for a program. The error names every option that is missing. */
export function answersFromOptions(given: Answers): Answers {
  let answers: Answers = {}
  const missing: string[] = []
  for (let question = nextQuestion(answers); question !== null; question = nextQuestion(answers)) {
    const { option, proposal, problem } = question
    const answer = given[option] ?? proposal
    const wrong = answer === undefined ? null : problem(answer)
    if (wrong !== null) throw new UsageError(`--${option}: ${wrong}`)
    if (answer === undefined) missing.push(`--${option}`)
    answers = { ...answers, [option]: answer ?? '' }
  }
  if (missing.length > 0)
    throw new UsageError(`Without a terminal, give the answers as options. Missing: ${missing.join(', ')}.`)
  return answers
}

/** Options that no question of these answers has, such as `--bucket` with `--transport sftp`. */
export function unusedOptions(given: Answers, answers: Answers): string[] {
  const asked = questionsFor(answers).map(({ option }) => option)
  return Object.keys(given).filter((option) => !asked.includes(option))
}
