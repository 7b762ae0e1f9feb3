import type { Call } from './tools';

/**
 * Programs that push nothing with Git and run nothing of the repository that would, whatever they are given. Those that
 * compile,  and check are among them: what they run of the repository is its source, whose business is not to push.
 */
const always = new Set(
  [
    // The shell and the tools of every system.
    `
    : . [ alias awk base32 base64 basename bc bg bind break builtin bunzip2 bzip2 cal caller cat chgrp chmod
    chown cksum cmp column comm compgen complete continue cp cpio csplit curl cut date dd df diff diff3 dig
    dirname dos2unix du echo ed egrep enable env envsubst exit expand export expr factor false fc fg
    fgrep file fmt fold free getconf getent getopt getopts grep groups gunzip gzip hash head help hexdump
    history host hostname hostnamectl iconv id ifconfig install ip jobs join jq kill killall last less let link
    ln locale locale-gen localedef locate logger logout logname look ls lsb_release lsblk lscpu lsof mapfile md5
    md5sum mkdir mkfifo mknod mktemp more mount mv nc netcat netstat nl nohup nproc nslookup od openssl paste
    patch pathchk pgrep pidof ping pkill popd pr printenv printf ps pushd pv pwd read readarray readlink
    realpath rename renice reset rev rm rmdir rsync scp sed select seq service set sftp sha1sum sha256sum
    sha512sum shasum shift shopt shred shuf sleep sort split ss ssh-add ssh-agent ssh-copy-id ssh-keygen
    ssh-keyscan stat strings stty sum suspend sw_vers sync sysctl systemctl tac tail tar tee  tidy time
    times touch tput tr trap tree true truncate tsort tty type tzselect ulimit umask umount unalias uname
    unexpand uniq unlink unlzma unset unxz unzip update-alternatives update-ca-certificates uptime users useradd
    userdel usermod adduser addgroup groupadd uuidgen vmstat wait wc wget whereis which who whoami xmllint
    xmlstarlet xz xzcat yes yq zcat zip zipinfo zstd 7z 7za 7zr p7zip dirs disown gpg gpg2 gpgconf gpg-agent
    htpasswd locate chsh chpasswd passwd crontab dmesg envdir filterdiff jsonlint numfmt pzstd pigz pbzip2
    aria2c axel lftp ftp ncftpput ncftp lsof wait-on wait-port xsltproc ts sponge shellcheck shfmt hadolint
    actionlint yamllint`,
    // What installs.
    `
    apk apt apt-add-repository add-apt-repository apt-cache apt-get apt-key apt-mark aptitude brew choco dnf
    dpkg dpkg-deb dpkg-query emerge fnm fvm microdnf mise n nvm pacman rpm rustup scoop sdk snap softwareupdate tdnf
    volta winget xcode-select xcodes yum zypper pyenv rbenv jenv nodenv goenv tfenv tgenv asdf corepack bower
    conda mamba micromamba easy_install gem luarocks cpan cpanm opam pip pip2 pip3 pipx pip-compile pip-sync
    pip-audit pip-licenses virtualenv   cpm carthage mint cabal stack ghcup nix nix-env nix-build
    nix-channel docker-php-ext-install docker-php-ext-enable docker-php-ext-configure pecl pear phive a2enmod
    service install-php-extensions conan vcpkg helmfile`,
    // What compiles, packs, checks and tests.
    `
    ar as asciidoctor babel babel-node bandit behat behave bison black bundlewatch c++ cc checkov clang
    clang-format clang-tidy cmake codeception codecept codecov codecov-cli cobertura coveralls cppcheck cpplint
    ctest csslint cypress depcheck deptry detekt doxygen doc8 elm-test esbuild eslint esdoc flake8 flex flow
    flutter fpm g++ gcc gcov gcovr genhtml gfortran ginkgo gitleaks go-junit-report gofmt goimports
    golangci-lint golint gosec gotestsum gradle-profiler ghc hlint htmlhint htmlproofer isort jasmine javac
    javadoc jar jest jscpd jsdoc jshint k6 karma kotlinc kotlinc-jvm ktlint lcov ld ldd license-checker licensee
    lighthouse lhci lint-staged infection interrogate luacheck luac lychee markdownlint markdownlint-cli
    markdownlint-cli2 meson mocha mutmut mypy newman nightwatch ninja nm nosetests nosetests3 nunit3-console nyc
    objdump pa11y pa11y-ci pandoc parallel-lint parcel pdepend pdflatex lualatex latexmk xelatex peridio phan
    php-cs-fixer php-cs-fixer.phar phpcbf phpcpd phpcs phplint phploc phpmd phpstan phpunit pest psalm
    playwright pluto postcss pre-commit prettier protoc buf prospector protractor publint pycodestyle pydocstyle
    pyflakes pylint pyright pytest py.test python-coverage coverage coverage3 pyroma radon ranlib rector rollup
    rubocop ruff rspec rustc rustfmt safety sass scalac scalafmt schemathesis secretlint semgrep shadowenv snyk
    sonar-scanner sphinx-build sphinx-apidoc spectral standard storybook build-storybook start-storybook stryker
    strip stylelint svelte-check svgo swc swiftformat swiftlint tap tape terser test-storybook testcafe tflint
    tfsec tsc tsd tslint tsup ttsc turbo-ignore trivy grype syft trufflehog dependency-check dependency-check.sh
    retire osv-scanner cdxgen cyclonedx-py cyclonedx-npm twigcs typedoc  uglifyjs vale valgrind vint
    vite vitest vue-cli-service vue-tsc vulture webpack webpack-cli webpack-bundle-analyzer wdio ava xcodebuild
    xcpretty xcbeautify xcrun xctest agvtool altool ibtool simctl  codesign productbuild pkgbuild
    hdiutil plutil PlistBuddy defaults open yapf autopep8 nbqa nbstripout jupyter    twine
    flit pyinstaller cibuildwheel auditwheel nuitka cython mkdocs-material pdoc pdoc3 pyreverse elm elm-format
    elm-review next nuxt nuxi gatsby astro eleventy vuepress vitepress hugo jekyll bridgetown remix svelte-kit
    expo eas ionic cordova react-native react-scripts craco rescripts umi ember stencil polymer
    lit msbuild nuget xbuild vstest.console vstest.console.exe csc mono gitversion nbgv pester squirrel signtool
    commitlint cz-cli conventional-changelog auto-changelog git-cliff git-chglog gitchangelog semver npm-check
    npm-check-updates ncu syncpack manypkg sort-package-json husky patch-package rimraf mkdirp cpx cpy copyfiles
    cross-env-shell ncp shx  renamer replace-in-file http-server serve live-server browser-sync size-limit
    bundlesize source-map-explorer madge dependency-cruiser depcruise knip ts-prune unimported graphql-codegen
    openapi-generator openapi-generator-cli swagger-cli redocly redoc-cli orval prisma typeorm sequelize
    sequelize-cli knex drizzle-kit mikro-orm alembic flyway liquibase dbmate atlas sqlfluff sqlcmd sqlite3 psql
    pg_dump pg_restore pg_isready createdb dropdb mysql mysqladmin mysqldump mariadb mongo mongosh mongodump
    mongorestore redis-cli redis-server mongod postgres mysqld rabbitmqctl influx cqlsh clickhouse-client dbt bq
    ruby-audit brakeman bundle-audit bundler-audit reek erb_lint haml-lint fasterer rebar3 erl dune ocaml ghcid
    zig nim nimble crystal shards v swiftc xvfb Xvfb chromedriver geckodriver chromium google-chrome firefox
    selenium-side-runner appium maestro detox adb emulator avdmanager sdkmanager apksigner zipalign aapt aapt2
    bundletool gradle-wrapper lintian debuild dpkg-buildpackage rpmbuild alien unity unity-editor godot`,
    // What speaks to a cloud, a cluster, a registry or a chat.
    `
    aws aws-iam-authenticator awslocal awsebcli az azcopy func bicep bx ibmcloud cf cfn-lint cfn_nag
    cfn_nag_scan cdk cdk8s cdktf copilot consul crane ctr dapr doctl ecs-cli ecs-deploy eb eksctl
    fargate firebase flyctl fly gcloud gsutil ggshield heroku helm helmsman hcloud buildah buildctl buildkitd
    img jf jfrog kaniko kind k3d k3s kubectl kubectx kubens kubeconform kubeval kubeseal kustomize kompose
    linode-cli minikube netlify ngrok nomad oc oci ocm octo octopus okteto oras ory packer podman-login
    pulumi railway rancher render rclone regctl rover s3cmd s4cmd sam samlocal scw sentry-cli serverless sls
    sfdx sf sfpowerscripts shopify skaffold skopeo slack spin ssm-env sops stackctl surge swa terraform tofu
    terragrunt terrascan infracost tkn trellis vault vercel wrangler wp drush twilio
    bugsnag-sourcemaps bugsnag-source-maps rollbar-cli honeycomb launchdarkly ldcli percy chromatic applitools
    codemagic-cli-tools app-store-connect appcenter bitrise browserstack-cli saucectl lt k8s-deploy argocd
    istioctl linkerd velero stern cosign notation rekor-cli slsa-verifier docker-credential-ecr-login
    amazon-ecr-credential-helper artifactory artifactory-cli twine-upload cloudsmith gemfury fury packagecloud
    bintray dput mc minio gh glab telegram-send slackcat apprise sendmail mail mutt msmtp swaks ssh-import-id
    magento-cloud terminus cloudflared tailscale openvpn wg wireguard
    ktunnel cloudflare`,
  ]
    .join(' ')
    .split(/\s+/),
);

/** Programs that push nothing where the first word after them that is no option is one of these. */
const where: Record<string, string> = {
  ansible: '--version',
  'ansible-galaxy': 'install collection role',
  bundle: 'install config update check outdated package clean add info show lock platform',
  bun: 'install i add remove update pm test build',
  cargo: '',
  composer: `
    install i update u require validate dump-autoload dumpautoload audit config global self-update selfupdate
    show diagnose check-platform-reqs create-project clear-cache clearcache outdated licenses remove init
    archive bump status`,
  bazel: 'build test query info clean fetch sync version coverage mod',
  bazelisk: 'build test query info clean fetch sync version coverage mod',
  dart: 'pub compile test format analyze fix doc create info',
  deno: 'test lint fmt check cache compile info bundle install upgrade',
  docker: `
    attach buildx build builder commit context cp create diff events export history image images import info
    inspect kill load login logout logs manifest network node pause plugin port ps pull push rename restart rm
    rmi save scan scout search secret service stack start stats stop swarm system tag top trust unpause update
    version volume wait`,
  'docker compose': `
    build config cp create down events images kill logs ls pause port ps pull push restart rm start stop top
    unpause version wait watch`,
  dotnet: `
    build build-server clean test publish pack restore nuget new tool ef format add remove list sln workload
    dev-certs msbuild vstest store sonarscanner dotnet-sonarscanner reportgenerator coverlet user-secrets help
    sdk lambda eb ecs stryker outdated dotCover dotcover swagger`,
  docusaurus: 'build start serve clear swizzle write-translations write-heading-ids --version',
  flask: 'db routes',
  go: 'build test vet fmt mod get install list env version tool work clean doc bug help',
  hatch: 'build publish env version fmt test clean dep config python shell',
  hexo: 'generate g clean list server s version new',
  java: '',
  lein: 'deps compile test uberjar jar install deploy clean check javac pom version help',
  lerna: 'bootstrap changed clean diff link list ls info import add init',
  mkdocs: 'build serve new get-deps',
  mix: `
    deps.get deps.compile deps.update compile test format credo dialyzer ecto.create ecto.migrate ecto.setup
    hex.publish hex.audit local.hex local.rebar release phx.digest assets.deploy assets.build sobelow coveralls
    docs archive.install`,
  ng: 'build b test t lint e2e e version v update add generate g config analytics cache new extract-i18n',
  npm: `run run-script
    access adduser audit bin bugs cache ci clean-install completion config dedupe deprecate diff dist-tag docs
    doctor edit explain explore find-dupes fund get help hook i in ins init install install-clean link list ll
    ln login logout la ls org outdated owner pkg ping prefix profile prune query rebuild repo rm root sbom
    search set shrinkwrap star team token uninstall un undeprecate unpublish update up upgrade view info whoami
    why add pack`,
  nx: 'format format:check format:write graph dep-graph lint reset print-affected report show sync sync:check daemon migrate',
  pdm: 'install sync lock build publish add remove update list info config export use venv cache init',
  pipenv: 'install sync lock update uninstall check graph clean requirements verify upgrade',
  pnpm: `
    install i add remove rm update up upgrade publish config audit why pack store link unlink import list ls
    outdated fetch rebuild prune dedupe env setup patch patch-commit licenses deploy server bin root login
    logout whoami version`,
  pod: 'install update repo cache deintegrate env init ipc lib list outdated search setup spec trunk try',
  poetry:
    'install build publish version config lock update add remove show check export env self cache init new sync about source',
  rails: `
    db:create db:migrate db:prepare db:reset db:rollback db:schema:load db:seed db:setup db:test:prepare db:drop
    test test:system test:all zeitwerk:check assets:precompile assets:clean assets:clobber tmp:clear log:clear
    -v --version`,
  rye: 'sync build publish lock add remove fmt lint test fetch install show self toolchain pin init',
  sbt: `
    clean compile test package assembly update reload stage dist publishLocal doc scalafmtCheck scalafmtCheckAll
    scalafmtSbtCheck coverage coverageReport coverageAggregate it:test IntegrationTest/test Test/compile
    test:compile universal:packageBin docker:publish docker:publishLocal publish publishSigned +test +compile
    +publish +publishSigned`,
  swift: 'build test package',
  uv: 'sync pip lock build publish add remove venv python cache export tree version init self help',
  yarn: `
    install add remove publish config version set cache global link unlink audit why up upgrade
    upgrade-interactive pack info store import list licenses login logout outdated owner plugin rebuild dedupe
    constraints explain check bin autoclean generate-lock-entry help init node npm patch patch-commit policies
    search team tag versions unplug`,
};

/** Goals of Maven: phases, and plugins that build and check; those of scm, git and releases are others. */
const goals = new RegExp(
  [
    '(?:pre-|post-)?(?:clean|site|integration-test)|validate|initialize|verify|install|deploy|package|prepare-package',
    '(?:generate|process)-(?:test-)?(?:sources|resources|classes)|(?:test-)?compile|test|release:(?:clean|perform|stage)',
    '(?:sonar|dependency|versions|compiler|surefire|failsafe|jacoco|checkstyle|pmd|spotbugs|findbugs|help|enforcer):\\S+',
    '(?:flyway|liquibase|jib|docker|dockerfile|spring-boot|quarkus|jar|war|ear|source|javadoc|assembly|shade):\\S+',
    '(?:deploy|install|resources|license|cobertura|owasp|dependency-check|spotless|fmt|formatter|sortpom|wrapper):\\S+',
    '(?:cargo|tomcat7|jetty|gpg|nexus-staging|central-publishing|cyclonedx|artifact|archetype|build-helper|clirr|japicmp|plugin):\\S+',
    '(?:org|com|io|net)\\.[\\w.-]+:(?!maven-scm|\\S*(?:git|release))[\\w.:-]+',
  ]
    .map((one) => `^(?:${one})$`)
    .join('|'),
); /** Tasks of Gradle that build, check, or publish to a repository of packages; a project
    may stand before them. */
const tasks = new RegExp(
  [
    'build|clean|check|classes|testClasses|jar|war|bootJar|bootWar|bootRun|bootBuildImage|javadoc|dokka\\w*|help|tasks',
    'projects|properties|dependencies|dependencyInsight|dependencyUpdates|wrapper|init|sonar|sonarqube|jib\\w*|shadowJar',
    'distZip|distTar|installDist|installDebug|processResources|detekt\\w*|buildEnvironment|buildNeeded|buildDependents',
    'publish|publishToMavenLocal|publishPlugins|publishAll\\w*|publish\\w*Repository|publishTo\\w*|upload\\w*',
    '(?:assemble|bundle|compile|connected|lint|test|jacoco|spotless|ktlint|ktfmt|dependencyCheck|flyway|liquibase)\\w*',
    '(?:checkstyle|pmd|spotbugs|generate|unitTest|integration|functional)\\w*|\\w+Tests?|nativeCompile|quarkusBuild',
  ]
    .map((one) => `^(?:[\\w.-]*:)*(?:${one})$`)
    .join('|'),
); /** Programs that push nothing where every word after them that is no option is like this.
 */
const whereAll: Record<string, RegExp> = { mvn: goals, gradle: tasks }; /** What begins after the word`cargo`. */
const cargo = new Set(
  `add audit bench binstall build b check c clean clippy component coverage cyclonedx deny doc d expand fetch fix fmt
  generate-lockfile geiger hack help init install llvm-cov locate-project login lambda machete metadata miri msrv ndk new
  nextest outdated owner package pkgid publish r2 remove rm rustc rustdoc search semver-checks set-version sort tarpaulin
  test t tree udeps uninstall update vendor verify-project version vet wasi web yank zigbuild`.split(/\s+/),
);
const alias: Record<string, string> = {
  mvnw: 'mvn',
  gradlew: 'gradle',
  'npm-cli': 'npm',
};

/** Options that take the next word (`mvn -pl module`, `gradle -p folder`): it is no goal and no task. */
const valued = new Set(
  `-f --file -pl --projects -P --activate-profiles -s --settings -gs -T --threads -l -rf -D -t -p --project-dir -b -c -I
  --init-script -x --exclude-task --tests -g --console --max-workers -C --dir --cwd --prefix --filter -w --working-dir
  --workspace -d --directory --configuration --project -v --verbosity`.split(/\s+/),
);
/** Programs of packages that are called by their name through `yarn` and `pnpm` (`yarn eslint .`); no script is. */
const ofPackages = new Set(
  `ava babel cypress eslint jest karma lint-staged mocha next nuxt nyc parcel playwright prettier prisma rimraf rollup
  stylelint tsc tsup typedoc vite vitest webpack husky commitlint size-limit storybook wrangler vercel netlify serverless
  sls expo eas knex sequelize typeorm gatsby astro svelte-check vue-tsc esbuild swc nodemon tsx changeset`.split(/\s+/),
);

/** Whether a word after `yarn` or `pnpm` is the name of such a program rather than that of a script. */
export function isQuietPackage(name: string): boolean {
  return ofPackages.has(name);
}

/** Whether this program is known to push nothing with Git when it is called so, nor to run what might. */
export function isQuiet({ program, args }: Call): boolean {
  const name = Object.hasOwn(alias, program) ? (alias[program] ?? program) : program;
  // Commands of PowerShell, but for those that run what they are given.
  if (/^[A-Z][a-z]+-[A-Z][A-Za-z]+$/.test(name))
    return !/^(?:Invoke-(?:Expression|Command|Item)|Start-Process)$/.test(name);
  if (always.has(name)) return true;
  if (name.startsWith('dotnet-')) return has('dotnet', name.slice('dotnet-'.length));
  if (name.startsWith('cargo-')) return cargo.has(name.slice('cargo-'.length));
  const words = args.filter(({ text }, at) => !text.startsWith('-') && !valued.has(args[at - 1]?.text ?? ''));
  const [first, second] = words.map(({ text }) => text);
  const all = Object.hasOwn(whereAll, name) ? whereAll[name] : undefined;
  if (all) return words.every(({ text, causes }) => causes.length === 0 && all.test(text));
  if (name === 'docker' && first === 'compose') return has('docker compose', second);
  if (name === 'docker-compose' || name === 'podman-compose') return has('docker compose', first);
  if (name === 'podman') return has('docker', first);
  return Object.hasOwn(where, name) && has(name, first);
}

/** Called with options alone, such a program only says something of itself, or installs. */
function has(name: string, word: string | undefined): boolean {
  return word === undefined || (where[name] ?? '').split(/\s+/).includes(word);
}
