// A person with a browser: cookies, forms, and a check that no page is cut.
import { request as send } from 'node:http';
import { url } from './instance.mjs';

function exchange(method, path, headers, body) {
    return new Promise((resolve) => {
        const nothing = (error) => resolve({ status: 0, body: `${error}` });
        const call = send(url + path, { method, headers, family: 4, agent: false },
            (answer) => {
                const parts = [];
                answer.on('data', (part) => parts.push(part));
                answer.on('error', nothing);
                answer.on('end', () => resolve({
                    status: answer.statusCode,
                    headers: answer.headers,
                    body: Buffer.concat(parts).toString(),
                }));
            });
        call.on('error', nothing);
        call.end(body);
    });
}

const decoded = (text) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

// The inputs of the form whose tag holds the mark.
export function fieldsOf(body, mark) {
    const form = body.split('<form').find((part) =>
        part.slice(0, part.indexOf('>')).includes(mark));
    const fields = {};
    for (const [input] of (form ?? '').split('</form>')[0]
        .matchAll(/<input[^>]*>/g)) {
        const name = input.match(/ name="([^"]*)"/)?.[1];
        if (name) {
            fields[name] = decoded(input.match(/ value="([^"]*)"/)?.[1] ?? '');
        }
    }
    return fields;
}

export class Visitor {
    cookies = {};
    halves = []; // pages that were cut: must stay empty

    async ask(method, path, { form, accept = 'text/html' } = {}) {
        const headers = {
            Accept: accept,
            Cookie: Object.entries(this.cookies)
                .map(([name, value]) => `${name}=${value}`).join('; '),
        };
        const body = form && new URLSearchParams(form).toString();
        if (form) {
            headers['Content-Type'] = 'application/x-www-form-urlencoded';
            headers.Origin = url;
        }
        const answer = await exchange(method, path, headers, body);
        for (const line of answer.headers?.['set-cookie'] ?? []) {
            const [name, value] = line.split(';')[0].split(/=(.*)/s);
            this.cookies[name] = value;
        }
        const html = /^text\/html/.test(answer.headers?.['content-type'] ?? '');
        if (answer.status && html && answer.status !== 303 &&
            !answer.body.trimEnd().endsWith('</html>')) {
            this.halves.push(`${method} ${path} ${answer.status}`);
        }
        return answer;
    }

    get(path) {
        return this.ask('GET', path);
    }

    post(path, form) {
        return this.ask('POST', path, { form });
    }

    async signIn(login) {
        const page = await this.get(`/sign-in?sample=${login}`);
        const answer = await this.post('/sign-in',
            fieldsOf(page.body, 'action="/sign-in"'));
        if (answer.status !== 303) {
            throw new Error(`${login} cannot sign in: ${answer.status}`);
        }
        return this;
    }
}
