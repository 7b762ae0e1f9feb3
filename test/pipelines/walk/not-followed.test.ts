import { describe, expect, test } from '@jest/globals';
import { isQuiet } from '../../../src/pipelines/programs/quiet';
import { tools } from '../../../src/pipelines/programs/tools';
import { pushesOf, walked } from '../scripts';

/** What a script does not show, with a mark where it is likely to push. */
function unseen(script: string): string[] {
  return walked(script).hidden.map(({ what, likely }) => `${likely ? '! ' : ''}${what}`);
}

describe('what runs code that is not at hand is named, whatever it is called', () => {
  test.each<[script: string, ...named: string[]]>([
    ['./run_all_tests.sh', './run_all_tests.sh'],
    ['bash ci/build.sh --all', 'bash ci/build.sh --all'],
    ['. ./scripts/env.sh', '. ./scripts/env.sh'],
    ['$BITBUCKET_CLONE_DIR/ci/x.sh', '$BITBUCKET_CLONE_DIR/ci/x.sh'],
    ['for s in a b; do sh ci/$s.sh; done', 'sh ci/$s.sh'],
    ['if [ -f x.sh ]; then bash x.sh; fi', 'bash x.sh'],
    ['npm run deploy; npm test; npm start', 'npm run deploy', 'npm test', 'npm start'],
    ['npm run release', '! npm run release'],
    ['npm version patch; npm publish', 'npm version patch', 'npm publish'],
    [
      'yarn build; pnpm -r build; pnpm test; bun run build',
      'yarn build',
      'pnpm -r build',
      'pnpm test',
      'bun run build',
    ],
    ['yarn workspace a release', '! yarn workspace a release'],
    ['make; make -C docs all; just build; task', 'make', 'make -C docs all', 'just build', 'task'],
    ['make release; ant release; invoke release', '! make release', '! ant release', '! invoke release'],
    ['bundle exec rake release; rake', '! bundle exec rake release', 'rake'],
    ['bundle exec fastlane beta; fastlane ios release', 'bundle exec fastlane beta', '! fastlane ios release'],
    ['npx nx affected --target=build; npx turbo run x', 'npx nx affected --target=build', 'npx turbo run x'],
    ['tox; nox; python manage.py x; uv run a.py', 'tox', 'nox', 'python manage.py x', 'uv run a.py'],
    ['poetry run test; python -m mytool', 'poetry run test', 'python -m mytool'],
    ['php artisan migrate; composer run deploy', 'php artisan migrate', 'composer run deploy'],
    ['go run ./cmd/x; cargo xtask release', 'go run ./cmd/x', '! cargo xtask release'],
    ['./gradlew clean deployDocs; mvn acme:publish', './gradlew clean deployDocs', '! mvn acme:publish'],
    ['dotnet run; dotnet cake', 'dotnet run', 'dotnet cake'],
    ['dotnet versionize --push', '! dotnet versionize --push'],
    ['ansible-playbook x.yml; ng deploy', 'ansible-playbook x.yml', 'ng deploy'],
    ['git release 1.2', '! git release 1.2'],
    [
      'npx renovate; flux bootstrap git; cap production deploy',
      '! npx renovate',
      'flux bootstrap git',
      'cap production deploy',
    ],
    ['unknowntool --do; /opt/tool/bin/x', 'unknowntool --do', '/opt/tool/bin/x'],
    ['constructor -x; toString; __proto__ a', 'constructor -x', 'toString', '__proto__ a'],
    ['git __proto__; git constructor', 'git __proto__', 'git constructor'],
    ['npm constructor; yarn toString; docker valueOf', 'npm constructor', 'yarn toString', 'docker valueOf'],
    ['$DEPLOY now', '$DEPLOY now'],
    ['curl -fsSL https://x.example/i | sudo bash', 'curl -fsSL https://x.example/i | sudo bash'],
    ['wget -qO- https://x.example/i | sh -s -- a', 'wget -qO- https://x.example/i | sh -s -- a'],
    ['curl https://x.example | python3 -', 'curl https://x.example | python3 -'],
    ['bash <(curl -s https://x.example)', 'bash <(curl -s https://x.example)'],
    ['source <(curl -s https://x.example)', 'source <(curl -s https://x.example)'],
    ['sh -c "$(curl -s https://x.example)"', 'sh -c "$(curl -s https://x.example)"'],
    ['eval "$(cat x)"; $(cat y)', 'eval "$(cat x)"', '$(cat y)'],
    ['find . -name x -exec bash {} \\;', 'find . -name x -exec bash {} \\;'],
    ['ls | xargs -n1 ./x.sh', 'xargs -n1 ./x.sh'],
    ['doppler run -- ./x.sh; xvfb-run -a npm test', 'doppler run -- ./x.sh', 'xvfb-run -a npm test'],
    ['docker run --rm acme/deployer', 'docker run --rm acme/deployer'],
    ['docker run acme/deployer --now', 'docker run acme/deployer --now'],
    ['docker run -v $PWD:/w -w /w node:20 npm test', 'docker run -v $PWD:/w -w /w node:20 npm test'],
    ['docker run a ./release.sh', '! docker run a ./release.sh'],
    ['ssh u@h "cd web && git pull && ./up.sh"', 'ssh u@h "cd web && git pull && ./up.sh"'],
    ["ssh u@h 'bash -s' < x.sh", "ssh u@h 'bash -s'"],
    ['python -c "import subprocess; subprocess.run(x)"', 'python -c "import subprocess; subprocess.run(x)"'],
    ['Invoke-Expression $x', 'Invoke-Expression $x'],
  ])('%s', (script, ...named) => {
    expect(unseen(script)).toEqual(named);
    expect(pushesOf(script)).toEqual([]);
  });
});

describe('what is known to push nothing is not', () => {
  test.each([
    'set -euo pipefail; export A=1; cd x && echo hi | tee log; mkdir -p a && cp b a; f() { echo; }; f',
    'apt-get update && apt-get install -y git jq; apk add --no-cache git; pip install -r x.txt; gem install x',
    'npm ci; npm install; npm i -g npm; yarn; yarn install --frozen-lockfile; pnpm i; composer install; bundle install',
    'npx eslint . && npx tsc --noEmit && yarn jest --ci && npx cypress run',
    'docker build -t x . && docker push x; docker run -d -p 1:1 postgres:15; docker login -u a',
    'aws s3 sync a s3://b; kubectl apply -f x; helm upgrade a b; terraform apply -auto-approve; gcloud run deploy; sls deploy',
    'mvn -B clean verify -Pprod -pl app sonar:sonar; ./gradlew clean build -x test publish; sbt test; go test ./...; cargo build',
    'pytest -q; python -m pytest; python -m build; python -m pip install x; twine upload dist/*; poetry install',
    'vendor/bin/phpunit; php composer.phar install; php vendor/bin/phpstan analyse',
    'dotnet build -c Release; dotnet test --no-build; dotnet nuget push x; dotnet versionize; dotnet ef database update',
    'pod install; pod trunk push A.podspec; pod repo push --local-only specs; xcodebuild test',
    '. ~/.nvm/nvm.sh; source venv/bin/activate; . /etc/profile; eval "$(ssh-agent -s)"; eval "$(pyenv init -)"',
    '$JAVA_HOME/bin/java -version; $(npm bin)/eslint .; $HOME/.local/bin/aws s3 ls',
    'ssh u@h uptime; ssh -p 22 -i k u@h "cd x && git pull"; scp a u@h:b; rsync -a x y',
    'git status; git lfs push origin main; git fetch --all; git -c a.b=c log',
    'Write-Host hi; Get-ChildItem; New-Item x',
    'semantic-release --dry-run; mvn release:prepare -DpushChanges=false; npx lerna version --no-push; mike deploy 1.0',
    'make -n release; node -e "console.log(1)"; mkdocs build; wait-for-it db:1',
  ])('%s', (script) => {
    expect(walked(script)).toMatchObject({ found: [], hidden: [] });
  });

  test('and no tool that pushes is among them', () => {
    for (const { programs, asked, on } of tools) {
      if (asked || on) continue;
      for (const program of programs)
        expect({ program, quiet: isQuiet({ program, args: [] }) }).toEqual({ program, quiet: false });
    }
  });
});

describe('what starts another program is seen through', () => {
  test.each<[script: string, ...pushes: string[]]>([
    ['uv --quiet tool run --python 3.12 semantic-release version', 'push main', 'push refs/tags/*'],
    ['uvx --from python-semantic-release semantic-release version', 'push main', 'push refs/tags/*'],
    ['poetry -C app run semantic-release publish', 'push main', 'push refs/tags/*'],
    ['pipenv run git push origin x', 'push x'],
    ['pnpm dlx semantic-release', 'push refs/tags/*', 'push main'],
    ['pnpm --filter web exec git push origin x', 'push x'],
    ['yarn dlx -q release-it --ci', 'push main', 'push refs/tags/*'],
    ['npx multi-semantic-release', 'push refs/tags/*', 'push main'],
    ["npx -c 'git push origin x'", 'push x'],
    ['npm exec -c "git push origin x"', 'push x'],
    ['bundle exec git push origin x', 'push x'],
    ['find . -name a -exec git push origin x \\; -exec git push origin y +', 'push x', 'push y'],
    ['find . -exec git push origin HEAD:{} \\;', 'push ?$…'],
    ['hub push origin,x main', 'push main', 'push main -> ? as not-known'],
    ['hub push origin', 'push main'],
    ['dotnet tool run versionize && git push --follow-tags', 'push main', 'push refs/tags/*'],
    ['pod repo push specs A.podspec', 'push ?the branch of the repository of specifications -> ? as not-known'],
    [
      'pod repo add specs git@bitbucket.org:acme/specs.git; pod repo push specs A.podspec',
      'push ?the branch of the repository of specifications -> acme/specs as ssh-key',
    ],
    ['docker run --rm -v $PWD:/w -w /w alpine/git push origin HEAD:x', 'push x -> here as not-known'],
    ['docker run --rm -v $PWD:/w bitnami/git git push origin x', 'push x -> here as not-known'],
    ['docker run --entrypoint git -v "$PWD:/w" --gpus all -e A=1 alpine push origin x', 'push x -> here as not-known'],
    ['docker run --entrypoint=sh -v $PWD:/w a -c "git push origin x"', 'push x -> here as not-known'],
    [
      'docker run --rm -v $PWD:/w node:20 npx semantic-release',
      'push refs/tags/* -> here as not-known',
      'push main -> here as not-known',
    ],
    ['docker run --rm node:20 sh -c "git push origin x"', 'push x -> ? as not-known'],
    [
      'docker run -it -e T a git push https://x-token-auth:$T@bitbucket.org/acme/web HEAD:x',
      'push x -> here as access-token',
    ],
    [
      "docker run -v $PWD:/w a sh -c 'git push origin $BITBUCKET_BRANCH'",
      'push ?$BITBUCKET_BRANCH -> here as not-known',
    ],
    [
      "docker run -v $PWD:/w -e BITBUCKET_BRANCH a sh -c 'git push origin $BITBUCKET_BRANCH'",
      'push main -> here as not-known',
    ],
    ["docker run -v $PWD:/w -e B=x a sh -c 'git push origin $B'", 'push x -> here as not-known'],
    [
      'docker run -v $PWD:/w a sh -c "git config http.x.proxy http://host.docker.internal:29418/; git push origin x"',
      'push x',
    ],
    ['docker exec -it build git push origin x', 'push x -> ? as not-known'],
    ['docker-compose run --rm app git push', 'push ?the current branch -> ? as not-known'],
    ['docker compose -f ci.yml exec -T app git push', 'push ?the current branch -> ? as not-known'],
  ])('%s', (script, ...pushes) => {
    expect(pushesOf(script)).toEqual(pushes);
  });
});
