// What people saved and what they were told each time, to compare with what
// the database holds at the end.
import assert from 'node:assert/strict';
import { sql } from './instance.mjs';
import { fieldsOf } from './visitor.mjs';

const SAVED = 303;
const CUT = [0, 502, 504]; // no answer of the application itself

class Ledger {
    acknowledged = 0;
    refused = 0; // by the application, which says that nothing was changed
    unanswered = 0;

    // Opens the form, fills it in, sends it; keeps what was said.
    async save(who, path, form, filled, kept) {
        const page = await who.get(path);
        if (page.status !== 200) return;
        const answer = await who.post(path,
            { ...fieldsOf(page.body, form), ...filled });
        if (answer.status === SAVED) {
            this.acknowledged++;
            kept();
        } else if (CUT.includes(answer.status)) {
            this.unanswered++;
        } else {
            assert.equal(answer.status, 503, answer.body.slice(0, 2000));
            this.refused++;
        }
    }
}

// Staff type rising figures, each writer into a result of its own, all of one
// plan and period.
export class Results extends Ledger {
    static login = 'staff';
    cells = [];

    async open(who, writers) {
        for (const path of sql(`SELECT CONCAT('/plans/', p.id, '/results/',
            c.period) FROM plan p, campaign c WHERE c.state = 'open'`)) {
            const { status, body } = await who.get(path);
            if (status !== 200) continue;
            const ids = [...body.matchAll(
                / name="value:(\d+)"[^>]* inputmode="decimal"/g)];
            if (ids.length < writers) continue;
            this.page = path;
            this.cells = ids.slice(0, writers).map(([, id]) =>
                ({ id, count: 0, known: null, maybe: new Set() }));
            return;
        }
        throw new Error('staff have no plan with enough figures to enter');
    }

    async write(who, n) {
        const cell = this.cells[n];
        const value = String(1000 + ++cell.count);
        cell.maybe.add(value);
        await this.save(who, `${this.page}?row=${cell.id}`, 'id="entry"',
            { [`value:${cell.id}`]: value }, () => {
                cell.known = value;
                cell.maybe = new Set();
            });
    }

    verify() {
        for (const { id, known, maybe } of this.cells) {
            const [stored] = sql(`SELECT r.value + 0 FROM result r
                JOIN campaign c ON c.period = r.period
                WHERE c.state = 'open' AND r.measure = ${id}`);
            const value = String(Number(stored));
            assert.ok(value === known || maybe.has(value),
                `result ${id}: ${value} is stored, ${known} was saved`);
        }
    }
}

// The administrator adds accounts: each is a decision on one chain.
export class Accounts extends Ledger {
    static login = 'admin';
    page = '/accounts';
    mark = `fault.${Date.now().toString(36)}.`;
    known = new Set();
    tried = 0;

    open() {}

    async write(who) {
        const login = `${this.mark}${++this.tried}`;
        await this.save(who, '/accounts/new', 'action="/accounts/new"', {
            login, name: 'Fault', email: `${login}@example.org`, lang: 'fr',
        }, () => this.known.add(login));
    }

    verify() {
        const stored = new Set(sql(`SELECT login FROM account
            WHERE login LIKE '${this.mark}%'`));
        const lost = [...this.known].filter((login) => !stored.has(login));
        assert.deepEqual(lost, [], 'accounts that were acknowledged');
        assert.deepEqual(sql(`SELECT a.login, COUNT(d.n) AS decisions,
            COUNT(m.id) AS mails FROM account a
            LEFT JOIN decision d ON d.object = 'account'
                AND d.object_key = a.id AND d.account IS NOT NULL
            LEFT JOIN mail m ON m.account = a.id
            WHERE a.login LIKE '${this.mark}%' GROUP BY a.id
            HAVING decisions <> 1 OR mails <> 1`), [], 'half a save');
    }
}

// Every decision follows the one before, on every chain, up to its head.
export function chainsBroken() {
    return sql(`SELECT c.id, d.n FROM decision_chain c JOIN (
            SELECT chain, n, hash, line,
                LAG(hash) OVER (PARTITION BY chain ORDER BY n) AS previous,
                ROW_NUMBER() OVER (PARTITION BY chain ORDER BY n) AS place
            FROM decision) d ON d.chain = c.id
        WHERE d.n <> d.place OR d.hash <> BINARY SHA2(CONCAT(
            COALESCE(d.previous, REPEAT('0', 64)), '\\n', d.line), 256)
        UNION SELECT id, length FROM decision_chain c
        WHERE length <> (SELECT COUNT(*) FROM decision WHERE chain = c.id)
           OR (length > 0 AND head <> (SELECT hash FROM decision
               WHERE chain = c.id AND n = c.length))`);
}
