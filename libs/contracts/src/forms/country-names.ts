import { countryCodes } from './countries.js';

/*
 * Names of countries, Spanish as said in Chile | Haitian Creole. The Creole column is a draft for a
 * reviewer: where the Creole spelling is not settled it holds the French name that Haitian papers use.
 */
const table = `
ABW|Aruba|Aruba
AFG|Afganistán|Afganistan
AGO|Angola|Angola
AIA|Anguila|Anguilla
ALA|Islas Åland|Îles Åland
ALB|Albania|Albani
AND|Andorra|Andò
ARE|Emiratos Árabes Unidos|Emira Arab Ini
ARG|Argentina|Ajantin
ARM|Armenia|Ameni
ASM|Samoa Americana|Samoa américaines
ATA|Antártida|Antarctique
ATF|Territorios Australes Franceses|Terres australes françaises
ATG|Antigua y Barbuda|Antigwa ak Babouda
AUS|Australia|Ostrali
AUT|Austria|Otrich
AZE|Azerbaiyán|Azèbaydjan
BDI|Burundi|Burundi
BEL|Bélgica|Bèljik
BEN|Benín|Benen
BES|Caribe neerlandés|Pays-Bas caribéens
BFA|Burkina Faso|Boukina Faso
BGD|Bangladesh|Bangladèch
BGR|Bulgaria|Bilgari
BHR|Baréin|Bahreïn
BHS|Bahamas|Bahamas
BIH|Bosnia-Herzegovina|Bosni ak Èzegovin
BLM|San Bartolomé|Saint-Barthélemy
BLR|Bielorrusia|Byelorisi
BLZ|Belice|Beliz
BMU|Bermudas|Bèmid
BOL|Bolivia|Bolivi
BRA|Brasil|Brezil
BRB|Barbados|Babad
BRN|Brunéi|Brunei
BTN|Bután|Bhoutan
BVT|Isla Bouvet|Île Bouvet
BWA|Botsuana|Botswana
CAF|República Centroafricana|Repiblik Santrafriken
CAN|Canadá|Kanada
CCK|Islas Cocos|Îles Cocos
CHE|Suiza|Swis
CHL|Chile|Chili
CHN|China|Chin
CIV|Costa de Marfil|Kòt Divwa
CMR|Camerún|Kamewoun
COD|República Democrática del Congo|Repiblik Demokratik Kongo
COG|Congo|Kongo
COK|Islas Cook|Îles Cook
COL|Colombia|Kolonbi
COM|Comoras|Komò
CPV|Cabo Verde|Kap Vè
CRI|Costa Rica|Kosta Rika
CUB|Cuba|Kiba
CUW|Curazao|Kiraso
CXR|Isla de Navidad|Île Christmas
CYM|Islas Caimán|Îles Caïmans
CYP|Chipre|Chip
CZE|Chequia|Tcheki
DEU|Alemania|Almay
DJI|Yibuti|Djibouti
DMA|Dominica|Dominik
DNK|Dinamarca|Danmak
DOM|República Dominicana|Repiblik Dominikèn
DZA|Argelia|Aljeri
ECU|Ecuador|Ekwatè
EGY|Egipto|Ejip
ERI|Eritrea|Eritre
ESH|Sáhara Occidental|Sahara occidental
ESP|España|Espay
EST|Estonia|Estoni
ETH|Etiopía|Etyopi
FIN|Finlandia|Fenlann
FJI|Fiyi|Fidji
FLK|Islas Malvinas|Îles Malouines
FRA|Francia|Frans
FRO|Islas Feroe|Îles Féroé
FSM|Micronesia|Micronésie
GAB|Gabón|Gabon
GBR|Reino Unido|Wayòm Ini
GEO|Georgia|Jeòji
GGY|Guernesey|Guernesey
GHA|Ghana|Gana
GIB|Gibraltar|Gibraltar
GIN|Guinea|Gine
GLP|Guadalupe|Gwadloup
GMB|Gambia|Ganbi
GNB|Guinea-Bisáu|Gine Bisao
GNQ|Guinea Ecuatorial|Gine Ekwatoryal
GRC|Grecia|Grès
GRD|Granada|Grenad
GRL|Groenlandia|Groenland
GTM|Guatemala|Gwatemala
GUF|Guayana Francesa|Giyàn Franse
GUM|Guam|Guam
GUY|Guyana|Giyana
HKG|Hong Kong|R.A.S. chinoise de Hong Kong
HMD|Islas Heard y McDonald|Îles Heard-et-MacDonald
HND|Honduras|Ondiras
HRV|Croacia|Kwoasi
HTI|Haití|Ayiti
HUN|Hungría|Ongri
IDN|Indonesia|Endonezi
IMN|Isla de Man|Île de Man
IND|India|End
IOT|Territorio Británico del Océano Índico|Territoire britannique de l’océan Indien
IRL|Irlanda|Ilann
IRN|Irán|Iran
IRQ|Irak|Irak
ISL|Islandia|Islann
ISR|Israel|Izrayèl
ITA|Italia|Itali
JAM|Jamaica|Jamayik
JEY|Jersey|Jersey
JOR|Jordania|Jòdani
JPN|Japón|Japon
KAZ|Kazajistán|Kazakhstan
KEN|Kenia|Kenya
KGZ|Kirguistán|Kirghizstan
KHM|Camboya|Kanbòdj
KIR|Kiribati|Kiribati
KNA|San Cristóbal y Nieves|Sen Kris ak Nevis
KOR|Corea del Sur|Kore disid
KWT|Kuwait|Kowet
LAO|Laos|Lawos
LBN|Líbano|Liban
LBR|Liberia|Liberya
LBY|Libia|Libi
LCA|Santa Lucía|Sent Lisi
LIE|Liechtenstein|Lichtennchtayn
LKA|Sri Lanka|Sri Lanka
LSO|Lesoto|Lesotho
LTU|Lituania|Lityani
LUX|Luxemburgo|Liksanbou
LVA|Letonia|Letoni
MAC|Macao|R.A.S. chinoise de Macao
MAF|San Martín|Sen Maten
MAR|Marruecos|Mawòk
MCO|Mónaco|Monako
MDA|Moldavia|Moldavi
MDG|Madagascar|Madagaska
MDV|Maldivas|Maldives
MEX|México|Meksik
MHL|Islas Marshall|Îles Marshall
MKD|Macedonia del Norte|Masedwàn dinò
MLI|Mali|Mali
MLT|Malta|Malt
MMR|Birmania (Myanmar)|Myanmar (Birmanie)
MNE|Montenegro|Montenegwo
MNG|Mongolia|Mongoli
MNP|Islas Marianas del Norte|Îles Mariannes du Nord
MOZ|Mozambique|Mozanbik
MRT|Mauritania|Moritani
MSR|Montserrat|Montserrat
MTQ|Martinica|Matinik
MUS|Mauricio|Moris
MWI|Malaui|Malawi
MYS|Malasia|Malezi
MYT|Mayotte|Mayotte
NAM|Namibia|Namibi
NCL|Nueva Caledonia|Nouvelle-Calédonie
NER|Níger|Nijè
NFK|Isla Norfolk|Île Norfolk
NGA|Nigeria|Nijerya
NIC|Nicaragua|Nikaragwa
NIU|Niue|Niue
NLD|Países Bajos|Peyi Ba
NOR|Noruega|Nòvèj
NPL|Nepal|Nepal
NRU|Nauru|Nauru
NZL|Nueva Zelanda|Nouvèl Zelann
OMN|Omán|Omàn
PAK|Pakistán|Pakistan
PAN|Panamá|Panama
PCN|Islas Pitcairn|Îles Pitcairn
PER|Perú|Pewou
PHL|Filipinas|Filipin
PLW|Palaos|Palaos
PNG|Papúa Nueva Guinea|Papwazi Nouvèl Gine
POL|Polonia|Polòy
PRI|Puerto Rico|Pòtoriko
PRK|Corea del Norte|Kore dinò
PRT|Portugal|Pòtigal
PRY|Paraguay|Paragwe
PSE|Palestina|Palestin
PYF|Polinesia Francesa|Polynésie française
QAT|Catar|Kata
REU|Reunión|La Réunion
ROU|Rumania|Woumani
RUS|Rusia|Larisi
RWA|Ruanda|Rwanda
SAU|Arabia Saudita|Arabi Sawoudit
SDN|Sudán|Soudan
SEN|Senegal|Senegal
SGP|Singapur|Sengapou
SGS|Islas Georgia del Sur y Sándwich del Sur|Géorgie du Sud-et-les Îles Sandwich du Sud
SHN|Santa Elena|Sainte-Hélène
SJM|Svalbard y Jan Mayen|Svalbard et Jan Mayen
SLB|Islas Salomón|Îles Salomon
SLE|Sierra Leona|Syera Leyòn
SLV|El Salvador|El Salvadò
SMR|San Marino|Saint-Marin
SOM|Somalia|Somali
SPM|San Pedro y Miquelón|Saint-Pierre-et-Miquelon
SRB|Serbia|Sèbi
SSD|Sudán del Sur|Soudan disid
STP|Santo Tomé y Príncipe|Sao Tomé-et-Principe
SUR|Surinam|Sirinam
SVK|Eslovaquia|Slovaki
SVN|Eslovenia|Sloveni
SWE|Suecia|Syèd
SWZ|Suazilandia (Esuatini)|Eswatini
SXM|Sint Maarten|Sint Maarten
SYC|Seychelles|Seychelles
SYR|Siria|Siri
TCA|Islas Turcas y Caicos|Zile Tik ak Kayik
TCD|Chad|Tchad
TGO|Togo|Togo
THA|Tailandia|Tayilann
TJK|Tayikistán|Tadjikistan
TKL|Tokelau|Tokelau
TKM|Turkmenistán|Turkménistan
TLS|Timor Oriental|Timor oriental
TON|Tonga|Tonga
TTO|Trinidad y Tobago|Trinidad ak Tobago
TUN|Túnez|Tinizi
TUR|Turquía|Tiki
TUV|Tuvalu|Tuvalu
TWN|Taiwán|Taywann
TZA|Tanzania|Tanzani
UGA|Uganda|Ouganda
UKR|Ucrania|Ikrèn
UMI|Islas menores alejadas de Estados Unidos|Îles mineures éloignées des États-Unis
URY|Uruguay|Irigwe
USA|Estados Unidos|Etazini
UZB|Uzbekistán|Ouzbékistan
VAT|Ciudad del Vaticano|Vatikan
VCT|San Vicente y las Granadinas|Sen Vensan ak Grenadin
VEN|Venezuela|Venezyela
VGB|Islas Vírgenes Británicas|Îles Vierges britanniques
VIR|Islas Vírgenes de Estados Unidos|Îles Vierges des États-Unis
VNM|Vietnam|Vyetnam
VUT|Vanuatu|Vanuatu
WLF|Wallis y Futuna|Wallis-et-Futuna
WSM|Samoa|Samoa
YEM|Yemen|Yemèn
ZAF|Sudáfrica|Afrik disid
ZMB|Zambia|Zanbi
ZWE|Zimbabue|Zimbabwe
`;

const rows = new Map(table.trim().split('\n').map((line) => [line.slice(0, 3), line.slice(4).split('|')]));
const namesIn = (column: 0 | 1): Readonly<Record<string, string>> =>
  Object.fromEntries(countryCodes.map((code) => [code, rows.get(code)?.[column] ?? code]));

/** Country names in Spanish, by ISO 3166-1 alpha-3 code. */
export const countryNamesEs = namesIn(0);
/** Country names in Haitian Creole (draft), by ISO 3166-1 alpha-3 code. */
export const countryNamesHt = namesIn(1);
