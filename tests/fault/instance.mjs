// The instance that ./dev started, seen as processes: each can be ended and
// started again exactly as it was.
import { execFileSync, spawn } from 'node:child_process';
import { openSync, readFileSync, readlinkSync, realpathSync, readdirSync,
    statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const folder = process.env.MANDARIS_VAR;
const run = realpathSync(`${folder}/run`);
const pidFiles = { app: `${run}/app.pid`, db: `${run}/db/db.pid` };
const logs = { app: `${folder}/app.log`, db: `${folder}/db-again.log` };

export const url = readFileSync(`${run}/url`, 'utf8').trim();

export const pidOf = (name) => Number(readFileSync(pidFiles[name], 'utf8'));

export function alive(pid) {
    try {
        return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
        return false;
    }
}

export async function until(what, holds, seconds = 15) {
    for (let tries = seconds * 20; tries > 0; tries--) {
        if (await holds()) return;
        await wait(50);
    }
    throw new Error(`${seconds} s passed: ${what}`);
}

export function workers() {
    const master = pidOf('app');
    return readdirSync('/proc').filter((name) => {
        if (!/^\d+$/.test(name)) return false;
        try {
            const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
            const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2)
                .split(' ');
            return Number(parent) === master && state !== 'Z';
        } catch {
            return false;
        }
    }).map(Number);
}

const words = (path) => readFileSync(path, 'utf8').split('\0').slice(0, -1);

function described(pid) {
    const { uid, gid } = statSync(`/proc/${pid}`);
    return {
        exe: readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''),
        args: words(`/proc/${pid}/cmdline`).slice(1),
        options: {
            cwd: readlinkSync(`/proc/${pid}/cwd`),
            env: Object.fromEntries(words(`/proc/${pid}/environ`)
                .map((line) => line.split(/=(.*)/s).slice(0, 2))),
            uid,
            gid,
            detached: true,
        },
    };
}

// Ends the process with the signal; the result starts it again.
export async function end(name, signal) {
    const pid = pidOf(name);
    const { exe, args, options } = described(pid);
    process.kill(pid, signal);
    await until(`${name} ends on ${signal}`, () => !alive(pid), 40);
    return () => {
        const log = openSync(logs[name], 'a');
        const child = spawn(exe, args,
            { ...options, stdio: ['ignore', log, log] });
        child.unref();
        if (name === 'app') writeFileSync(pidFiles.app, `${child.pid}\n`);
    };
}

// Rows of a query, as the database's administrator; columns separated by tabs.
export function sql(query) {
    return execFileSync('mariadb', ['--no-defaults', '-u', 'root', '-N',
        `--socket=${run}/db/db.sock`, 'mandaris', '-e', query])
        .toString().split('\n').slice(0, -1);
}
