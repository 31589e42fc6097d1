"""Says whether the program does right in every case of ../shared/cases: python3 check.py PROGRAM FOLDER

A case is a condition that users of programs like this one report in public; the folder's README.md tells each one's right
outcome, and this file holds the program to it. Exits 1 when one is wrong, and 0 with a word when the folder is not there.
"""
import json, os, re, subprocess, sys

PROGRAM, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
if not os.path.isfile(os.path.join(FOLDER, 'run.py')):
    print(f'cases: {FOLDER} is not here; nothing was tried')
    sys.exit(0)
os.environ['BIN'] = PROGRAM
os.environ.setdefault('LC_ALL', 'C.UTF-8')
sys.path.insert(0, FOLDER)
from run import Try  # noqa: E402
from mock import ID  # noqa: E402

AGAIN = re.compile(r'sign in again|tenantry login(?! --customer)')
CASES = {}


def case(f):
    CASES[f.__doc__.split(' ')[0]] = f
    return f


def path(name): return os.path.join(FOLDER, name)


class Wrong(Exception):
    pass


def must(ok, what, *shown):
    if not ok:
        raise Wrong('\n'.join([what, *(str(s)[:3000] for s in shown)]))


def has(text, *words): return all(re.search(w, text, re.I) for w in words)


def of(document, who):
    """The customer of the list."""
    return next((c for c in document['customers'] if c['tenantId'] == ID[who]), None)


def read(x, *who):
    """Each of who is in the list and was read."""
    listed = x.t('customers', '--json')
    for w in who:
        c = of(listed.json(), w)
        must(c and c['health'] != 'unknown' and not c['problem'], f'{w} was read', listed)


def signed_in(name, act):
    with Try(path(name)) as x:
        r = x.login()
        must(r.rc == 0, 'the sign-in succeeds', r)
        act(x)


def one_refuses(name, who, kinds, words, others):
    """A customer's refusal is that customer's: the others are read, and nobody is told to sign in again."""
    def act(x):
        r = x.t('sync')
        must(r.rc in (0, 3), 'the sync is done, or in part', r)
        must(not AGAIN.search(r.text), 'not "sign in again"', r)
        read(x, *others)
        c = of(x.t('customers', '--json').json(), who) or of(x.t('customers', '--without-access', '--json').json(), who)
        must(c, f'{who} is listed', r)
        p = c['problem'] or c.get('access', {}).get('problem') or {}
        must(p.get('kind') in kinds, f'the kind is one of {kinds}', p)
        must(has(p['message'] + ' ' + p['remedy'], *words), f'the words say {words}', p)
        must(not AGAIN.search(p['remedy']), 'not "sign in again"', p)
        shown = x.t('customer', ID[who])
        must(shown.rc == 0 and has(shown.text, *words), 'the customer itself tells it', shown)
    signed_in(name, act)


@case
def d01():
    """d01-tenant-inactive.json"""
    one_refuses('d01-tenant-inactive.json', 'B', ('missing', 'denied'), ('5000225|not available|inactive|blocked', 'ask|delegat'), 'AC')


@case
def d03():
    """d03-device-required.json"""
    one_refuses('d03-device-required.json', 'B', ('denied',), ('polic', 'device'), 'AC')


@case
def d04b():
    """d04b-other-customer-codes.json"""
    for who, kinds, words in (('A', ('consent', 'denied'), ('disabled',)), ('B', ('denied', 'missing'), ('account', 'delegat')), ('C', ('denied',), ('polic', 'app'))):
        one_refuses('d04b-other-customer-codes.json', who, kinds, words, '')
    def act(x):
        r = x.t('sync')
        must(not has(r.text, 'app registration'), 'not: check our registration', r)
    signed_in('d04b-other-customer-codes.json', act)


@case
def d06():
    """d06-identity-not-found.json"""
    one_refuses('d06-identity-not-found.json', 'B', ('consent', 'denied'), ('approve|consent|known',), 'AC')


@case
def d09():
    """d09-70000-once-at-one-customer.json"""
    def act(x):
        r = x.t('sync', '--json')
        must(r.rc in (0, 3) and r.json()['customers']['synced'] >= 42, 'at least 42 of 43 are read in the same sync', r)
        must(not AGAIN.search(r.text), 'nobody is told to sign in again', r)
    signed_in('d09-70000-once-at-one-customer.json', act)
    gone = {'status': 400, 'body': {'error': 'invalid_grant', 'error_description': 'AADSTS70000: over.', 'error_codes': [70000]}}
    with Try({'extra': 40}) as x:
        must(x.login().rc == 0, 'the sign-in succeeds')
        for who in ('partner', *x.cloud.ids):  # before anything was read: access tokens that are still good outlive a refresh token
            x.cloud.answers[who + ' token refresh_token'] = gone
        r = x.t('sync')
        must(r.rc == 4, 'a sign-in that is over everywhere ends with exit 4', r)


@case
def d11b():
    """d11b-retry-after-two-days.json"""
    def act(x):
        r = x.t('sync')
        tries = [t for t, line in x.cloud.log if line.startswith('pc GET /v1/customers')]
        must(len(tries) <= 2, f'at most one more try: {len(tries)} tries', r)
        must(r.secs < 15 and r.rc in (0, 3), 'the sync ends', r)
        must(has(r.text, 'partner ?center', 'wait'), 'it is said', r)
        read(x, *'ABC')
    signed_in('d11b-retry-after-two-days.json', act)


@case
def d12():
    """d12-next-link-repeats.json"""
    def act(x):
        r = x.t('sync')
        must(r.rc == 3 and r.secs < 30 and has(r.text, 'pages|again and again'), 'it is said, and the sync ends', r)
        listed = x.t('customers', '--json').json()
        without = x.t('customers', '--without-access', '--json').json()
        must(of(listed, 'D') or of(without, 'D'), 'what came before is kept', listed, without)
        read(x, *'ABC')
    signed_in('d12-next-link-repeats.json', act)


@case
def d21():
    """d21-partner-center-401-and-500.json"""
    def act(x):
        r = x.t('sync')
        must(has(r.text, 'partner ?center', 'authorization failed|1002|not accept'), 'sync itself says that this list is missing', r)
        read(x, *'ABC')
        r = x.t('sync', '--json')
        must(any('partnercenter' in f['name'].lower().replace(' ', '') for f in r.json()['failures']), 'so does its JSON', r)
        must(x.t('customers', '--json').json()['total'] == 3, 'no known customer is lost')
    signed_in('d21-partner-center-401-and-500.json', act)


@case
def d28():
    """d28-device-code-needs-device.json"""
    with Try(path('d28-device-code-needs-device.json')) as x:
        r = x.login()
        must(r.rc in (1, 4), 'it fails', r)
        must(has(r.text, 'browser', 'device'), 'the browser on a managed device is named', r)
        must('login --device-code' not in r.err, 'not the same command again', r)


@case
def e01():
    """e01-names.csv"""
    with Try() as x:
        must(x.t('import', path('e01-names.csv')).rc == 0, 'it is imported')
        plain = lambda s: re.sub(r'[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]', '', re.sub(r'\s+', ' ', s)).strip()
        for c in x.t('customers', '--json', '--limit', '99').json()['customers']:
            tid = c['tenantId']
            ways = [tid, tid.upper(), '{%s}' % tid, tid.replace('-', ''), f'https://entra.microsoft.com/{tid}']
            d = c['primaryDomain']
            if d:
                ways += [d, d.upper(), d + '.', f'mail.user@{d}', f'https://{d}/page?x=1', c['displayDomain']]
            names = [n['name'] for n in x.t('customers', '--json', '--limit', '99').json()['customers'] if plain(n['name']) == plain(c['name'])]
            if len(names) == 1:
                ways += [c['name'], plain(c['name']), plain(c['name']).lower()]
            for w in ways:
                r = x.t('customer', w, '--json')
                must(r.rc == 0 and r.json()['tenantId'] == tid, f'{w!r} finds {c["name"]!r}', r)
        r = x.t('customer', 'Ivy Care')
        must(r.rc == 2 and r.text.count('Ivy') >= 3, 'equal names are said to be several', r)
        r = x.t('customer', 'birchfoods.example')
        must('several' not in r.text, 'one candidate is not several', r)
        for r in (x.t('customers', '--limit', '99'), x.t('customer', '00000014-0000-4000-a000-000000000014')):
            must('xn--' not in r.out, 'punycode nowhere a person reads', r)


def imports(name, count, names=()):
    with Try() as x:
        r = x.t('import', path(name))
        must(r.rc == 0, 'it is imported', r)
        listed = x.t('customers', '--json').json()
        must(listed['total'] == count, f'{count} customers are listed', listed)
        for n in names:
            must(any(c['name'] == n for c in listed['customers']), f'{n!r} is listed', listed)


@case
def c01():
    """c01-company-name.csv"""
    imports('c01-company-name.csv', 2, ('Alder Works', 'Birch Foods'))


@case
def c03():
    """c03-sep-line.csv"""
    imports('c03-sep-line.csv', 1, ('Alder Works',))


@case
def c08():
    """c08-inner-quotes.csv"""
    imports('c08-inner-quotes.csv', 2, ('Alder "The Tree" Works', 'Birch Foods'))


def script(name, **more):
    with Try() as x:
        r = subprocess.run(['bash', path(name)], env={**x.env, **more}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=200)
        return r.stdout.decode('utf8', 'replace')


@case
def e02():
    """e02-full-output.sh"""
    out = script('e02-full-output.sh')
    codes = re.findall(r'^(.*) -> (\d+)$', out, re.M)
    must(len(codes) == 6 and all(c == '1' for _, c in codes), 'each ends with 1', out)
    must(len(re.findall(r'^tenantry: .*(output|space)', out, re.M)) >= 3 and 'network' not in out, 'a word about the output, not the network', out)


@case
def e03():
    """e03-mute-bus.sh"""
    out = script('e03-mute-bus.sh')
    must('124' not in out.split('customers -> ')[1][:4], 'it ends within 60 s', out)
    must(has(out, 'keychain', '--secrets file'), 'it names the keychain and --secrets file', out)


@case
def e05():
    """e05-full-disk.sh"""
    if os.geteuid() != 0:
        return
    out = script('e05-full-disk.sh')
    must('move the folder' not in out and 'bad-' not in out and 'SIGBUS' not in out and 'goroutine' not in out, 'nothing is set aside, no crash', out)
    full = out.split('import, with room -> 0')[1].split('customers, full -> ')[0]
    must('Alder' in full, 'a full disk hides nothing that is known', out)
    must('Alder' in out.split('import, full -> ')[1], 'with room again all is there', out)


@case
def f01():
    """f01-posts.json"""
    def act(x):
        x.t('sync')
        posts = {i['id']: i for s in x.t('health', 'alder', '--json').json()['services'] for i in s['issues']}
        must(posts['EX000001']['posts'][0]['text'].startswith('Title: Mail is late'), 'the newest post that has text comes first', posts['EX000001'])
        must('http://aka.ms/abc' in posts['EX000001']['posts'][0]['text'], 'an http link is told as text', posts['EX000001'])
        must('chart of delays' in posts['EX000002']['posts'][0]['text'] and 'Europe' in posts['EX000002']['posts'][0]['text'], 'tables and alt texts are told as text', posts['EX000002'])
        must(len(posts['EX000003']['posts'][0]['text']) > 300000, 'JSON has the whole text')
        shown = x.t('health', 'alder')
        must('We are looking' in shown.out or 'Messages wait' in shown.out or 'Mail is late' in shown.out, 'the text output, too', shown)
        must(max(map(len, shown.out.splitlines())) < 2000, 'a very long text does not flood a list')
    signed_in('f01-posts.json', act)


@case
def f02():
    """f02-states-that-disagree.json"""
    def act(x):
        x.t('sync')
        listed = x.t('customers', '--json').json()
        for w in 'AB':
            c = of(listed, w)
            must(c['health'] != 'healthy' and (c['health'] != 'unknown' or w == 'B'), f'{w} has open issues and is not healthy', c)
        must(of(listed, 'C')['health'] not in ('healthy',), 'a service whose state nobody knows is not healthy', listed)
        for w in ('alder', 'birch', 'cedar'):
            h = x.t('health', w, '--json').json()
            for s in h['services']:
                must(s['name'], 'every service has a name', s)
                for i in s['issues']:
                    must(i['resolved'] or s['state'] != 'healthy', 'no service with an open issue is healthy', s)
                    must(i['resolved'] or i['state'] != 'healthy', 'no open issue is healthy', i)
        r = x.t('incidents')
        must('Healthy' not in r.out, 'no open incident is shown as healthy', r)
    signed_in('f02-states-that-disagree.json', act)


@case
def h01():
    """h01-claims-challenge.json"""
    def act(x):
        r = x.t('sync')
        must(has(r.text, 'tenantry login'), 'the remedy names a command', r)
        commands = [c.split()[1:] for c in re.findall(r'tenantry login(?: --customer \S+)?', r.text)]
        must(any('--customer' in c for c in commands), "the customer's names the customer", r)
        for c in sorted(commands, key=len):
            s = x.browse(*c)
            must(s.rc == 0, 'what is printed works as printed', s)
        must(any('acrs' in line for _, line in x.cloud.log), 'the sign-in carries the claims', *x.cloud.log)
        r = x.t('sync')
        must(r.rc == 0, 'then everything is read', r)
        read(x, *'ABC')
    signed_in('h01-claims-challenge.json', act)


@case
def h03():
    """h03-azure-not-registered.json"""
    def act(x):
        x.t('sync')
        x.t('sync', '--customer', 'alder')
        new = x.t('requests', 'new', 'alder', '--subscription', 'Prod', '--service', 'Virtual', '--classification', 'Cannot', '--title', 'VM is down', '--description', 'Since nine.', '--severity', 'minimal', '--contact', 'Ann Example', '--contact-mail', 'ann@partner.example')
        must(new.rc == 0, 'the request is written', new)
        r = x.t('requests', 'send')
        must(has(r.text, 'regist', 'portal') and 'withdr' not in r.text, 'register the provider or use the portal', r)
        x.t('requests', 'send')
        must(len([w for w in x.cloud.writes if w[0] == 'azure']) <= 1, 'it is never sent twice', x.cloud.writes)
        must('VM is down' in x.t('requests', 'outbox').out, 'it is kept')
    signed_in('h03-azure-not-registered.json', act)


def described(name):
    with Try() as x:
        csv = os.path.join(x.home, 'one.csv')
        open(csv, 'w').write('Microsoft ID,Customer name,Primary domain name\n%s,Alder Works,alder.example\n' % ID['A'])
        x.t('import', csv)
        r = x.t('requests', 'new', 'alder', '--title', 'Mail is late', '--channel', 'portal', '--description-file', path(name))
        drafts = x.t('requests', 'outbox', '--json').json()['requests']
        return r, drafts


@case
def k01bom():
    """k01-description-bom.txt"""
    r, drafts = described('k01-description-bom.txt')
    must(r.rc == 0 and drafts[0]['draft']['description'].startswith('Seit Montag'), 'the mark is no part of the text', r, drafts)


@case
def k01utf16():
    """k01-description-utf16.txt"""
    r, drafts = described('k01-description-utf16.txt')
    if r.rc != 0:
        must(has(r.text, 'encod|utf') and not drafts, 'refused with a word about the encoding', r, drafts)
    else:
        must(drafts[0]['draft']['description'].startswith('Seit Montag') and 'spät' in drafts[0]['draft']['description'], 'it is read', drafts)


@case
def login_again():
    """login-again.json"""
    with Try(path('login-again.json')) as x:
        must(x.login().rc == 0, 'the sign-in succeeds')
        for r in (x.t('login', '--device-code'), x.browse('login')):
            must(r.rc == 0, 'signs in again with what it knows', r)
        r = x.t('sync')
        must(r.rc == 0, 'and reads', r)
    with Try() as x:
        r = x.t('login')
        must(r.rc == 2 and has(r.text, '--client-id', '--tenant'), 'a profile that never signed in names what it needs', r)


wanted, wrong = sys.argv[3:], []
tried = [n for n in CASES if not wanted or any(w in n for w in wanted)]
for name in tried:
    try:
        CASES[name]()
        print(f'right  {name}', flush=True)
    except Exception as e:  # a case that breaks is wrong, and the others are tried all the same
        wrong.append(name)
        print(f'WRONG  {name}: {e if isinstance(e, Wrong) else repr(e)}', flush=True)
untold = [f for f in sorted(os.listdir(FOLDER)) if re.match(r'^([a-z]\d+|login-)', f) and f not in CASES]
if untold:
    wrong += untold
    print('WRONG  cases that nothing here looks at:', *untold)
print(f'{len(tried) - len([w for w in wrong if w in tried])} of {len(tried)} cases are right')
sys.exit(1 if wrong else 0)
