import orderEmailHtml from './order-email.html.liquid'
import orderEmailSubject from './order-email.subject.liquid'
import orderEmailText from './order-email.text.liquid'
import orderText from './order-text.liquid'
import orderWords from './order-words.liquid'
import orderXml from './order-xml.liquid'

/** Every template a route can name, and every one that another includes. A new one is a file here and a line below. */
export const templates: Readonly<Record<string, string>> = {
  'order-email.html': orderEmailHtml,
  'order-email.subject': orderEmailSubject,
  'order-email.text': orderEmailText,
  'order-text': orderText,
  'order-words': orderWords,
  'order-xml': orderXml,
}
