// What stands in the place of what is not there: yet, at all, or for this caller.
import {html} from '../lib/preact.js';

export const Waiting = ({what = 'the answer'}) =>
  html`<p class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>Waiting for ${what}</p>`;

export const Empty = ({title, children}) =>
  html`<div class="empty"><p class="empty-title">${title}</p>${children && html`<p>${children}</p>`}</div>`;

const TITLES = {
  0: 'Not reached',
  401: 'Not logged in',
  403: 'Not permitted',
  404: 'Not there',
  422: 'Rejected',
  429: 'Too much at once',
  503: 'Not now',
};

export function ProblemNotice({problem, again}) {
  const more = Object.entries(problem.document ?? {})
    .filter(([name, value]) => !['type', 'title', 'status', 'code', 'detail'].includes(name) && typeof value === 'string');
  return html`
    <div class="problem" role="alert">
      <p class="problem-title">${TITLES[problem.status] ?? 'Not answered'}
        ${problem.code && html` <code>${problem.code}</code>`}</p>
      <p>${problem.message}</p>
      ${more.map(([name, value]) => html`<p key=${name}><b>${name}</b> ${value}</p>`)}
      ${again && html`<p><button type="button" onClick=${again}>Ask again</button></p>`}
    </div>`;
}

// What of an answer is there to be shown: the wait, the problem, or the thing itself.
export function Answered({answer, what, children, notThere}) {
  if (answer.problem) {
    return answer.problem.status === 404 && notThere ? notThere : html`<${ProblemNotice} problem=${answer.problem} again=${answer.again} />`;
  }
  return answer.body === null ? html`<${Waiting} what=${what} />` : children(answer.body);
}

export const Badge = ({kind = 'plain', children, title}) => html`<span class=${`badge badge-${kind}`} title=${title}>${children}</span>`;
