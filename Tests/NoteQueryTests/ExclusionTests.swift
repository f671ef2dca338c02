import NoteQuery
import NoteText
import Testing

/// Words that a question leaves out, against the options of commands that were pasted.
@Suite struct ExclusionTests {
  private func excluded(_ text: String) -> [String] {
    QuestionReader(tokenizer: Tokenizer()).read(text).excluded.map(\.word)
  }

  static let commands = [
    "kill -STOP", "kill -9 1234", "docker run -it nginx", "screencapture -ixoa -t jpg",
    "python -m compileall", "ls -l", "ls -la", "tar -xzf backup.tgz", "grep -rn foo src/",
    "find . -name", "java -jar app.jar", "gcc -Wall main.c", "g++ -std=c++17 -O2",
    "ssh -p 2222 host", "ssh -i ~/.ssh/key", "ps -ef | grep nginx", "git commit -am fix",
    "git log -5 --oneline", "curl -sSL https://example.org", "curl -X POST", "head -20",
    "tail -f log.txt", "chmod -R 755 dir", "cp -r a b", "mv -n a b", "rm -rf build",
    "du -sh *", "df -h", "mount -o loop disk.iso", "java -Xmx512m", "ffmpeg -i in.mp4 -vcodec copy",
    "convert in.png -resize 50%", "openssl req -new -newkey rsa:2048", "nc -zv host 80",
    "rsync -avz a/ b/", "xcodebuild -list -project foo", "docker ps -a", "docker exec -u root",
    "apt-get install -y", "npm install -g", "pip install -r requirements.txt", "sed -i s/a/b/ f",
    "awk -F: file", "sort -k2 -n", "cut -d, -f1", "xargs -n1", "wget -q -O -", "ping -c 3",
    "nmap -sV -p80", "kill -HUP nginx",
  ]

  @Test(arguments: commands)
  func aCommandLeavesNothingOut(_ command: String) {
    #expect(excluded(command) == [])
  }

  static let exclusions = [
    ("falcon -radio", "radio"), ("jaguar -car", "car"), ("apple pie -cinnamon", "cinnamon"),
    ("python -snake", "snake"), ("mercury -planet", "planet"), ("java -coffee", "coffee"),
    ("bread recipe -yeast", "yeast"), ("pasta -tomato", "tomato"), ("hotels -Berlin", "Berlin"),
    ("mouse -computer", "computer"), ("bank -river", "river"), ("spring -season", "season"),
    ("swift -Taylor", "Taylor"), ("rust -iron", "iron"), ("go -game", "game"),
    ("tickets -train", "train"), ("meeting notes -draft", "draft"), ("budget -2024", "2024"),
    ("report 2025 -draft", "draft"), ("phone -mobile", "mobile"), ("museum -München", "München"),
    ("Rezept -Käse", "Käse"), ("гараж -машина", "машина"), ("template -c++", "c++"),
    ("what is a falcon -radio", "radio"), ("how do I bake bread -yeast", "yeast"),
    ("-radio falcon", "radio"), ("-draft meeting notes", "draft"), ("tea -green-tea", "green-tea"),
    ("star -\"hot dog\"", "hot dog"), ("star -\"it\"", "it"), ("tag:bird -radio", "radio"),
    ("[status:done] -it", "it"), ("path:Daily/ -AI notes", "AI"), ("falcon NOT radio", "radio"),
    ("jaguar NOT car", "car"), ("bread NOT \"sour dough\"", "sour dough"),
    ("pasta NOT tomato recipe", "tomato"), ("kitchen -sink", "sink"), ("garden -roses", "roses"),
    ("holiday -Spain", "Spain"), ("invoice -paid", "paid"), ("doctor -dentist", "dentist"),
    ("camera -lens", "lens"), ("guitar -chords", "chords"), ("running -shoes", "shoes"),
    ("cheese -goat", "goat"), ("music -jazz", "jazz"), ("film -horror", "horror"),
    ("lamp -desk?", "desk"), ("falcon AND NOT radio", "radio"), ("NOT radio falcon", "radio"),
    ("not a radio AND NOT \"hot dog\"", "hot dog"),
  ]

  @Test(arguments: exclusions)
  func aPlainWordIsLeftOut(_ question: String, _ word: String) {
    #expect(excluded(question).map { $0.filter { $0 != "?" } } == [word])
  }

  @Test func severalAtTheEnd() {
    #expect(excluded("falcon -radio -tape") == ["radio", "tape"])
  }

  @Test(arguments: [
    "it does NOT work", "WHY NOT", "column NOT NULL", "NOT radio", "falcon -radio tape",
    "NOT NULL constraint", "NOT it works",
  ])
  func textIsNoExclusion(_ question: String) {
    #expect(excluded(question) == [])
  }

  @Test func whatIsReadAsTextIsSaid() {
    let query = QuestionReader(tokenizer: Tokenizer()).read("nice -it")
    #expect(
      query.repairs.map(\.message) == ["reading '-it' as text; -\"it\" leaves out what has it"])
  }

  @Test func aPastedPageLeavesNothingOut() {
    #expect(excluded("falcon\nbird -radio") == [])
  }
}
