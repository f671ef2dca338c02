// The words that hold sentences together: they tell what language a text is in, and do not decide what a question
// is about. Spelt as they are written, in small letters.

extension Language {
  /// The function words of the language; empty where none are known.
  var functionWords: StaticString {
    switch self {
    case .english: StopWords.englishWords
    case .german:
      """
      der die das den dem des ein eine einer einem einen eines und oder aber nicht ist sind war waren wird
      werden wurde wurden hat haben hatte hatten mit von zu zum zur im in an am auf aus bei bis durch für
      gegen nach ohne um unter über vor zwischen als wie wenn dass daß weil auch noch nur schon sehr so
      ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch sich mein dein sein kein keine dieser diese
      dieses diesem diesen welche welcher welches welchem welchen wer was wen wem wo wann warum wieso wohin
      woher kann können muss müssen soll sollen will wollen man bin bist doch hier da dort denn
      """
    case .french:
      """
      le la les un une des du de et ou mais ne pas est sont était étaient être a ont avait avoir avec dans par
      pour sur sous sans chez vers entre en au aux ce cet cette ces que qui quoi dont où quand comment
      pourquoi quel quelle quels quelles combien je tu il elle on nous vous ils elles me te se lui leur leurs
      mon ma mes ton ta tes son sa ses notre nos votre vos si comme plus aussi très été fait cela ça c d l n qu s j
      y donc puis ai as sommes êtes à m t
      """
    case .spanish:
      """
      el la los las un una unos unas de del al y o pero no es son era eran fue fueron ser está están estar ha
      han había con por para en entre sin sobre desde hasta que qué quién quiénes cuál cuáles cuándo cuánto
      cuántos cuántas cómo dónde como donde cuando quien cual yo tú él ella ellos ellas nosotros se me te le les lo
      nos su sus mi mis este esta estos estas ese esa eso más muy también ya si porque hay durante tiene
      """
    case .italian:
      """
      il lo la i gli le un uno una di del dello della dei degli delle da dal dalla al allo alla ai agli alle nel
      nello nella nei negli nelle sul sulla con per tra fra in e ed o ma non è sono era erano essere ha hanno
      aveva che chi cui quale quali quando quanto quanti quante come dove perché cosa io tu lui lei noi voi loro
      mi ti si ci vi questo questa questi queste quello quella più anche molto se suo sua suoi sue l d ad dell
      all dall nell sull quell quest c m s t v sullo sui sugli sulle dallo dai dagli dalle
      """
    case .portuguese:
      """
      o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às pelo pela pelos pelas e ou mas não
      é são era eram foi foram ser está estão há com por para entre sem sobre até desde que quem qual quais
      quando quanto quantos quantas como onde porque eu tu ele ela eles elas nós você vocês se me te lhe lhes seu
      sua seus suas este esta isto esse essa isso mais muito também já num numa tem
      """
    case .dutch:
      """
      de het een en of maar niet is zijn was waren wordt worden werd werden heeft hebben had hadden met van voor
      naar door over onder tussen zonder tegen bij uit om aan op in te tot als dan dat die dit deze wie wat waar
      wanneer waarom hoe welke welk hoeveel ik jij je hij zij ze wij we jullie u hem haar hun mijn jouw ook nog
      al zeer wel geen er kan kunnen moet moeten zal zullen zou
      """
    case .swedish:
      """
      och att det den de en ett i på av för med till från om är var vara har hade inte som men eller så när hur
      vad vem vilken vilket vilka varför han hon vi ni jag du mig dig sig sin sitt sina detta denna dessa
      kan ska skulle blev bli blir under över efter utan mellan där här också mycket nu man än hos vid
      """
    case .norwegian:
      """
      og å det den de en et ei i på av for med til fra om er var være har hadde ikke som men eller så når hvordan
      hva hvem hvilken hvilket hvilke hvorfor hvor han hun vi dere jeg du meg deg seg sin sitt sine dette denne
      disse kan skal skulle ble bli blir under over etter uten mellom der her også mye nå man enn ved hos
      """
    case .danish:
      """
      og at det den de en et i på af for med til fra om er var være har havde ikke som men eller så når hvordan
      hvad hvem hvilken hvilket hvilke hvorfor hvor han hun vi jer jeg du mig dig sig sin sit sine dette denne
      disse kan skal skulle blev blive bliver under over efter uden mellem der her også meget nu man end ved hos
      """
    case .finnish:
      """
      ja on ei ole oli olivat ovat olla että se ne hän he me te minä sinä joka jotka mikä mitä kuka ketkä missä
      mistä mihin milloin miksi miten kuinka mutta tai sekä kun kuin jos niin myös vain vielä tämä tämän tätä
      nämä sen sitä siitä sillä hänen heidän kanssa ilman ennen jälkeen koska voi voidaan ollut eivät
      """
    case .hungarian:
      """
      a az egy és vagy de nem is van vannak volt voltak lesz lenni hogy ha mint ki kik mi mit mely melyik melyek
      ami amely aki mikor miért hogyan hol hová honnan mennyi hány én te ő mi ti ők ez ezt ezek azt azok csak már
      még nagyon meg el be fel le után előtt között nélkül szerint által minden lehet kell
      """
    case .romanian:
      """
      și si sau dar nu este sunt era erau fi fost are au avea avut cu de din la în in pe pentru prin fără între
      spre până ca că care cine ce când cum unde cât câți câte câtă eu tu el ea noi voi ei ele se îl îi le lui
      lor un o unui unei niște al ale a ai acest această aceste acea acel mai foarte după despre dintre sub
      """
    case .turkish:
      """
      ve veya ya da de ile için bir bu şu o ne neden niçin nasıl nerede nereye kim kimin hangi hangisi kaç zaman
      mi mı mu mü değil var yok olan olarak oldu olduğu olduğunu ise ama fakat ancak çok daha en gibi kadar sonra
      önce göre ki her ben sen biz siz onlar onun bunun şey tarafından
      """
    case .catalan:
      """
      el la els les un una uns unes de del dels al als i o però no és són era eren ser està estan ha han havia amb
      per en entre sense sobre des fins que què qui quin quina quins quines quan com on perquè quant quants jo tu
      ell ella nosaltres vosaltres ells elles es em et li lo seu seva seus seves aquest aquesta això més molt també
      """
    case .indonesian:
      """
      yang dan di ke dari untuk dengan pada adalah ini itu tidak akan atau juga sudah telah oleh dalam karena
      sebagai apa siapa kapan bagaimana mengapa kenapa dimana mana berapa saya kamu anda dia kami kita mereka ada
      bisa dapat lebih hanya seperti jika maka setelah sebelum antara tersebut
      """
    case .vietnamese:
      """
      và là của có không được cho với trong những các một này đó khi thì mà ở từ đến để về như nhưng hay hoặc ai
      gì nào đâu sao bao nhiêu thế tại vì tôi bạn anh chị ông bà họ chúng ta nó đã sẽ đang rất cũng bị ra vào
      trên dưới
      """
    case .other: ""
    }
  }

  /// Letters that hardly any other language here has.
  var letters: StaticString {
    switch self {
    case .german: "ß ä ö ü"
    case .french: "œ ê è à ç ù"
    case .spanish: "ñ ¿ ¡ ó í"
    case .italian: "ì ò"
    case .portuguese: "ã õ"
    case .swedish: "å ä ö"
    case .norwegian, .danish: "ø æ å"
    case .finnish: "ä ö"
    case .hungarian: "ő ű á é"
    case .romanian: "ă ș ț î â"
    case .turkish: "ğ ı ş ü ç"
    case .catalan: "à ò"
    case .vietnamese: "ơ ư đ ạ ả ấ ầ ẩ ậ ắ ằ ặ ế ề ể ệ ọ ộ ố ồ ổ ớ ờ ợ ụ ủ ứ ừ ự ị"
    case .english, .dutch, .indonesian, .other: ""
    }
  }
}
